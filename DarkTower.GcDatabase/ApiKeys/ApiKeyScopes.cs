namespace DarkTower.GcDatabase.ApiKeys;

internal static class ApiKeyScopes
{
    /// <summary>What a key of an organization can be allowed; every other scope is the platform's.</summary>
    public static readonly string[] All =
    [
        "orgs:read", "orgs:write", "users:read", "users:write", "api-keys:read", "api-keys:write", "meetings:read", "meetings:write",
        "meetings:claim", "participants:read", "participants:write", "recordings:read", "recordings:write", "assignments:read",
        "assignments:write", "audit:read",
    ];
}
