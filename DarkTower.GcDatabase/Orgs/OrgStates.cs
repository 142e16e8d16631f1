using System.Text.Json.Serialization;
using DarkTower.GcDatabase.Infrastructure;

namespace DarkTower.GcDatabase.Orgs;

[JsonConverter(typeof(SnakeCaseEnum<OrgStatus>))]
internal enum OrgStatus
{
    Active,
    Suspended,
    Deleted,
}

[JsonConverter(typeof(SnakeCaseEnum<PlanTier>))]
internal enum PlanTier
{
    Free,
    Pro,
    Enterprise,
}
