using DarkTower.GcDatabase.Infrastructure;

namespace DarkTower.GcDatabase.Users;

internal static class UserRole
{
    private static readonly string[] Roles = ["user", "admin", "org_admin"];

    public static void Validate(Faults faults, string role) => faults.OneOf("role", role, Roles);
}
