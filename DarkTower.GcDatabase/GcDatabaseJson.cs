using System.Text.Json.Serialization;
using DarkTower.GcDatabase.ApiKeys;
using DarkTower.GcDatabase.Meetings;
using DarkTower.GcDatabase.Orgs;
using DarkTower.GcDatabase.Participants;
using DarkTower.GcDatabase.Users;

namespace DarkTower.GcDatabase;

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(CreateOrgRequest))]
[JsonSerializable(typeof(CreateOrgResponse))]
[JsonSerializable(typeof(GetOrgResponse))]
[JsonSerializable(typeof(FindOrgsResponse))]
[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(CreateUserResponse))]
[JsonSerializable(typeof(GetUserResponse))]
[JsonSerializable(typeof(ListUsersResponse))]
[JsonSerializable(typeof(CreateApiKeyRequest))]
[JsonSerializable(typeof(CreateApiKeyResponse))]
[JsonSerializable(typeof(ListApiKeysResponse))]
[JsonSerializable(typeof(CreateMeetingRequest))]
[JsonSerializable(typeof(CreateMeetingResponse))]
[JsonSerializable(typeof(GetMeetingResponse))]
[JsonSerializable(typeof(ListMeetingsResponse))]
[JsonSerializable(typeof(ResolveMeetingCodeResponse))]
[JsonSerializable(typeof(ClaimMeetingRequest))]
[JsonSerializable(typeof(ClaimMeetingResponse))]
[JsonSerializable(typeof(JoinMeetingRequest))]
[JsonSerializable(typeof(JoinMeetingResponse))]
[JsonSerializable(typeof(ListParticipantsResponse))]
internal sealed partial class GcDatabaseJson : JsonSerializerContext;
