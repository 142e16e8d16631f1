namespace DarkTower.Migrator.Catalog.Drift;

/// <summary>One thing in which a database is not what its migrations make.</summary>
/// <param name="Change"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Thing">Such as <c>index public.users_email_key</c>.</param>
/// <param name="Aspect">What of it changed; null when it was added or removed.</param>
/// <param name="Expected">What the migrations say, for something that was changed or removed.</param>
/// <param name="Found">What the database says.</param>
internal sealed record Difference(string Change, string Thing, string? Aspect, string? Expected, string? Found)
{
    private const int Longest = 160;

    public override string ToString() => Change switch
    {
        "added" => $"+ {Thing}{Short(Found, ": ")} (not in the migrations)",
        "removed" => $"- {Thing}{Short(Expected, ": ")} (in the migrations, not in the database)",
        _ => $"~ {Thing} {Aspect}: {Short(Expected)} → {Short(Found)}",
    };

    private static string Short(string? text, string before = "")
    {
        if (text is null)
            return "";
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return before + (line.Length > Longest ? line[..Longest] + "…" : line);
    }
}
