using System.Text.Json.Serialization;
using DarkTower.GcDatabase.ApiKeys;
using DarkTower.GcDatabase.AuditLog;
using DarkTower.GcDatabase.Assignments;
using DarkTower.GcDatabase.MediaHandlers;
using DarkTower.GcDatabase.MeetingControllers;
using DarkTower.GcDatabase.Erasure;
using DarkTower.GcDatabase.Meetings;
using DarkTower.GcDatabase.Orgs;
using DarkTower.GcDatabase.Participants;
using DarkTower.GcDatabase.Recordings;
using DarkTower.GcDatabase.Users;

namespace DarkTower.GcDatabase;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CreateOrgRequest))]
[JsonSerializable(typeof(CreateOrgResponse))]
[JsonSerializable(typeof(GetOrgResponse))]
[JsonSerializable(typeof(FindOrgsResponse))]
[JsonSerializable(typeof(UpdateOrgRequest))]
[JsonSerializable(typeof(UpdateOrgResponse))]
[JsonSerializable(typeof(SuspendOrgRequest))]
[JsonSerializable(typeof(SuspendOrgResponse))]
[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(CreateUserResponse))]
[JsonSerializable(typeof(GetUserResponse))]
[JsonSerializable(typeof(ListUsersResponse))]
[JsonSerializable(typeof(UpdateUserRequest))]
[JsonSerializable(typeof(UpdateUserResponse))]
[JsonSerializable(typeof(ListIdentitiesResponse))]
[JsonSerializable(typeof(GetOrgErasureResponse))]
[JsonSerializable(typeof(GetUserErasureResponse))]
[JsonSerializable(typeof(CreateApiKeyRequest))]
[JsonSerializable(typeof(CreateApiKeyResponse))]
[JsonSerializable(typeof(ListApiKeysResponse))]
[JsonSerializable(typeof(CreateMeetingRequest))]
[JsonSerializable(typeof(CreateMeetingResponse))]
[JsonSerializable(typeof(GetMeetingResponse))]
[JsonSerializable(typeof(ListMeetingsResponse))]
[JsonSerializable(typeof(UpdateMeetingRequest))]
[JsonSerializable(typeof(UpdateMeetingResponse))]
[JsonSerializable(typeof(ActivateMeetingResponse))]
[JsonSerializable(typeof(EndMeetingResponse))]
[JsonSerializable(typeof(CancelMeetingResponse))]
[JsonSerializable(typeof(ResolveMeetingCodeResponse))]
[JsonSerializable(typeof(ClaimMeetingRequest))]
[JsonSerializable(typeof(ClaimMeetingResponse))]
[JsonSerializable(typeof(JoinMeetingRequest))]
[JsonSerializable(typeof(JoinMeetingResponse))]
[JsonSerializable(typeof(ListParticipantsResponse))]
[JsonSerializable(typeof(GetParticipantResponse))]
[JsonSerializable(typeof(StartRecordingRequest))]
[JsonSerializable(typeof(StartRecordingResponse))]
[JsonSerializable(typeof(ListRecordingsResponse))]
[JsonSerializable(typeof(GetRecordingResponse))]
[JsonSerializable(typeof(UpdateRecordingRequest))]
[JsonSerializable(typeof(UpdateRecordingResponse))]
[JsonSerializable(typeof(ListAuditLogResponse))]
[JsonSerializable(typeof(RegisterMeetingControllerRequest))]
[JsonSerializable(typeof(RegisterMeetingControllerResponse))]
[JsonSerializable(typeof(HeartbeatMeetingControllerRequest))]
[JsonSerializable(typeof(HeartbeatMeetingControllerResponse))]
[JsonSerializable(typeof(DrainMeetingControllerRequest))]
[JsonSerializable(typeof(DrainMeetingControllerResponse))]
[JsonSerializable(typeof(GetMeetingControllerResponse))]
[JsonSerializable(typeof(ListMeetingControllersResponse))]
[JsonSerializable(typeof(CountMeetingControllersResponse))]
[JsonSerializable(typeof(RegisterMediaHandlerRequest))]
[JsonSerializable(typeof(RegisterMediaHandlerResponse))]
[JsonSerializable(typeof(HeartbeatMediaHandlerRequest))]
[JsonSerializable(typeof(HeartbeatMediaHandlerResponse))]
[JsonSerializable(typeof(DrainMediaHandlerRequest))]
[JsonSerializable(typeof(DrainMediaHandlerResponse))]
[JsonSerializable(typeof(GetMediaHandlerResponse))]
[JsonSerializable(typeof(ListMediaHandlersResponse))]
[JsonSerializable(typeof(CountMediaHandlersResponse))]
[JsonSerializable(typeof(PickMediaHandlersResponse))]
[JsonSerializable(typeof(AssignMeetingRequest))]
[JsonSerializable(typeof(AssignMeetingResponse))]
[JsonSerializable(typeof(GetAssignmentResponse))]
[JsonSerializable(typeof(ConfirmAssignmentRequest))]
[JsonSerializable(typeof(ConfirmAssignmentResponse))]
internal sealed partial class GcDatabaseJson : JsonSerializerContext;
