namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>
/// To a key of an organization every other one is not there: the answer is the one of an id that nobody has, before anything was looked up.
/// </summary>
internal sealed class OwnOrgMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        context.User.Org is { } caller && OrgId.TryParse(context.GetRouteValue("org") as string, out var org) && org != caller.Org
            ? Refusals.Of("org-not-found").ExecuteAsync(context)
            : next(context);
}
