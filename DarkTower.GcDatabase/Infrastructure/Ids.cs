using System.Diagnostics.CodeAnalysis;
using DarkTower.Queries;

namespace DarkTower.GcDatabase.Infrastructure;

// One type each, so that no two of them can be swapped in a call. In a path only the canonical form is an id.

[TenantId]
internal readonly record struct OrgId(Guid Value)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out OrgId id) =>
        Id.TryParse(text, value => new OrgId(value), out id);

    public override string ToString() => Value.ToString();
}

internal readonly record struct UserId(Guid Value)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out UserId id) =>
        Id.TryParse(text, value => new UserId(value), out id);
}

internal readonly record struct MeetingId(Guid Value)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out MeetingId id) =>
        Id.TryParse(text, value => new MeetingId(value), out id);
}

internal readonly record struct ParticipantId(Guid Value)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out ParticipantId id) =>
        Id.TryParse(text, value => new ParticipantId(value), out id);
}

internal readonly record struct ControllerId(Guid Value)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out ControllerId id) =>
        Id.TryParse(text, value => new ControllerId(value), out id);
}

internal readonly record struct HandlerId(Guid Value)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out HandlerId id) =>
        Id.TryParse(text, value => new HandlerId(value), out id);
}

internal readonly record struct ApiKeyId(Guid Value)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out ApiKeyId id) =>
        Id.TryParse(text, value => new ApiKeyId(value), out id);
}

internal readonly record struct RecordingId(Guid Value)
{
    public static bool TryParse([NotNullWhen(true)] string? text, out RecordingId id) =>
        Id.TryParse(text, value => new RecordingId(value), out id);
}

internal static class Id
{
    /// <summary>Version 7: ordered by the time it was made, which is what lists page by.</summary>
    public static Guid New(TimeProvider time) => Guid.CreateVersion7(time.GetUtcNow());

    public static bool TryParse<T>(string? text, Func<Guid, T> id, [MaybeNullWhen(false)] out T parsed)
    {
        // The framework's parser also takes blanks around it, signs in it and capitals: an id would have several names.
        var canonical = Guid.TryParseExact(text, "D", out var value) && value.ToString("D") == text;
        parsed = canonical ? id(value) : default;
        return canonical;
    }
}
