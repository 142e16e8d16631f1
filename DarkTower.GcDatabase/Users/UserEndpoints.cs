namespace DarkTower.GcDatabase.Users;

internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder v1)
    {
        var users = v1.MapGroup("/orgs/{org}/users").WithTags("Users");
        CreateUser.Map(users);
        ListUsers.Map(users);
        GetUser.Map(users);
        UpdateUser.Map(users);
        DeactivateUser.Map(users);
        GrantRole.Map(users);
        RevokeRole.Map(users);
        LinkIdentity.Map(users);
        UnlinkIdentity.Map(users);
        ListIdentities.Map(users);
        RecordLogin.Map(users);
    }
}
