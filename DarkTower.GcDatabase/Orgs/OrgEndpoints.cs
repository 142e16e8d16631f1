namespace DarkTower.GcDatabase.Orgs;

internal static class OrgEndpoints
{
    public static void MapOrgs(this IEndpointRouteBuilder v1)
    {
        var orgs = v1.MapGroup("/orgs").WithTags("Organizations");
        CreateOrg.Map(orgs);
        GetOrg.Map(orgs);
        FindOrgs.Map(orgs);
        UpdateOrg.Map(orgs);
        SuspendOrg.Map(orgs);
        LiftSuspension.Map(orgs);
        DeleteOrg.Map(orgs);
    }
}
