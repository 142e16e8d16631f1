using Npgsql;

namespace DarkTower.GcDatabase.Participants;

internal static class ParticipantConstraints
{
    /// <summary>The refusal a violated constraint stands for; null when the violation is a fault of ours.</summary>
    public static string? CodeOf(PostgresException e) => (e.SqlState, e.ConstraintName) switch
    {
        (PostgresErrorCodes.UniqueViolation, "participants_active_user_key") => "already-joined",
        _ => null,
    };
}
