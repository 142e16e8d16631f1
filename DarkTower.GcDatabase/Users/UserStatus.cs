namespace DarkTower.GcDatabase.Users;

internal enum UserStatus
{
    Active,
    Deactivated,
}
