using System.Text.Json;
using System.Text.Json.Serialization;
using DarkTower.McState.Meetings;
using DarkTower.McState.Participants;

namespace DarkTower.McState.Infrastructure;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ClaimMeeting.Request), TypeInfoPropertyName = "ClaimRequest")]
[JsonSerializable(typeof(ClaimMeeting.Response), TypeInfoPropertyName = "ClaimResponse")]
[JsonSerializable(typeof(JoinMeeting.Request), TypeInfoPropertyName = "JoinRequest")]
[JsonSerializable(typeof(JoinMeeting.Response), TypeInfoPropertyName = "JoinResponse")]
[JsonSerializable(typeof(HeartbeatParticipants.Request), TypeInfoPropertyName = "HeartbeatRequest")]
[JsonSerializable(typeof(HeartbeatParticipants.Response), TypeInfoPropertyName = "HeartbeatResponse")]
[JsonSerializable(typeof(GetSnapshot.Response), TypeInfoPropertyName = "SnapshotResponse")]
[JsonSerializable(typeof(ClaimCall))]
[JsonSerializable(typeof(ClaimAnswer))]
[JsonSerializable(typeof(ProblemAnswer))]
internal sealed partial class McStateJson : JsonSerializerContext;
