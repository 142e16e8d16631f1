using DarkTower.ServiceDefaults;

namespace DarkTower.GcDatabase.ApiKeys;

internal static class ApiKeyEndpoints
{
    /// <summary>Callers may be programs of an organization.</summary>
    public static void AddOrgKeys(this IHostApplicationBuilder builder) =>
        builder.Services.AddSingleton<IKeyVerifier, OrgKeyVerifier>();

    public static void MapApiKeys(this IEndpointRouteBuilder v1)
    {
        var keys = v1.MapGroup("/orgs/{org}/api-keys").WithTags("API keys");
        CreateApiKey.Map(keys);
        ListApiKeys.Map(keys);
        RevokeApiKey.Map(keys);
    }
}
