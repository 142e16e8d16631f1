using System.Security.Claims;

namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>A program of an organization that called with a key of it.</summary>
internal sealed record OrgCaller(OrgId Org, Guid KeyId)
{
    private const string OrgClaim = "org";
    private const string KeyClaim = "key";

    public static ClaimsPrincipal Principal(OrgId org, Guid key, IEnumerable<Claim> scopes) => new(new ClaimsIdentity(
        [new Claim(OrgClaim, org.ToString()), new Claim(KeyClaim, key.ToString()), .. scopes], "org-key"));

    public static OrgCaller? Of(ClaimsPrincipal caller) =>
        OrgId.TryParse(caller.FindFirstValue(OrgClaim), out var org) && Guid.TryParse(caller.FindFirstValue(KeyClaim), out var key)
            ? new OrgCaller(org, key)
            : null;
}

internal static class OrgCallerExtensions
{
    extension(ClaimsPrincipal caller)
    {
        /// <summary>Null for the platform.</summary>
        public OrgCaller? Org => OrgCaller.Of(caller);
    }
}
