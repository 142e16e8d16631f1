using System.Text.Json;
using System.Text.Json.Serialization;
using DarkTower.McState.Meetings;
using DarkTower.McState.Participants;

namespace DarkTower.McState.Infrastructure;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ClaimMeetingRequest))]
[JsonSerializable(typeof(ClaimMeetingResponse))]
[JsonSerializable(typeof(JoinMeetingRequest))]
[JsonSerializable(typeof(JoinMeetingResponse))]
[JsonSerializable(typeof(HeartbeatParticipantsRequest))]
[JsonSerializable(typeof(HeartbeatParticipantsResponse))]
[JsonSerializable(typeof(SnapshotResponse))]
[JsonSerializable(typeof(ClaimCall))]
[JsonSerializable(typeof(ClaimAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
internal sealed partial class McStateJson : JsonSerializerContext;
