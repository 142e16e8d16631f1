namespace DarkTower.GcDatabase.Erasure;

internal static class ErasureEndpoints
{
    public static void AddErasure(this IHostApplicationBuilder builder) => builder.Services.AddSingleton<ErasureSignal>();

    public static void MapErasure(this IEndpointRouteBuilder v1)
    {
        var orgs = v1.MapGroup("/orgs/{org}").WithTags("Erasure");
        EraseOrg.Map(orgs);
        GetOrgErasure.Map(orgs);
        var users = v1.MapGroup("/orgs/{org}/users/{user}").WithTags("Erasure");
        EraseUser.Map(users);
        GetUserErasure.Map(users);
    }
}
