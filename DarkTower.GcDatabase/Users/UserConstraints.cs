using Npgsql;

namespace DarkTower.GcDatabase.Users;

internal static class UserConstraints
{
    /// <summary>The refusal a violated constraint stands for; null when the violation is a fault of ours.</summary>
    public static string? CodeOf(PostgresException e) => (e.SqlState, e.ConstraintName) switch
    {
        (PostgresErrorCodes.UniqueViolation, "users_email_key") => "email-taken",
        _ => null,
    };
}
