namespace DarkTower.GcDatabase.Orgs;

internal enum OrgStatus
{
    Active,
    Suspended,
    Deleted,
}

internal enum PlanTier
{
    Free,
    Pro,
    Enterprise,
}
