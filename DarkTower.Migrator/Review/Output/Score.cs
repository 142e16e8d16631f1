namespace DarkTower.Migrator.Review.Output;

/// <summary>
/// A number from 0 to 100 for how safe a change is, and why: 100, less for each error 40 (60 where rows, tenants, personal data or the way
/// back are at stake), less 12 (20) for each further one, less 10 for each warning (40 in all), less 1 for each note (5 in all).
/// </summary>
internal sealed record Score(int Value, string Meaning, IReadOnlyList<string> Reasons)
{
    private static readonly string[] Grave = ["data.", "tenant.", "pii.", "down."];

    public static Score Of(IReadOnlyList<Finding> findings)
    {
        var errors = findings.Where(finding => finding.Severity == Severity.Error).OrderByDescending(IsGrave).ToList();
        var warnings = findings.Where(finding => finding.Severity == Severity.Warning).ToList();
        var notes = findings.Count(finding => finding.Severity == Severity.Note);
        List<string> reasons = [];
        var value = 100;
        for (var i = 0; i < errors.Count; i++)
        {
            var cost = (IsGrave(errors[i]), i) switch { (true, 0) => 60, (false, 0) => 40, (true, _) => 20, _ => 12 };
            value -= cost;
            reasons.Add($"-{cost} {errors[i].Code} {errors[i].Subject}".TrimEnd());
        }
        for (var i = 0; i < Math.Min(4, warnings.Count); i++)
        {
            value -= 10;
            reasons.Add($"-10 {warnings[i].Code} {warnings[i].Subject}".TrimEnd());
        }
        if (notes > 0)
        {
            value -= Math.Min(5, notes);
            reasons.Add($"-{Math.Min(5, notes)} for {notes} notes");
        }
        value = Math.Max(0, value);
        return new Score(value, MeaningOf(value), reasons);
    }

    private static string MeaningOf(int value) => value switch
    {
        >= 90 => "no concern",
        >= 70 => "minor",
        >= 50 => "workable",
        >= 30 => "major",
        _ => "flawed",
    };

    private static bool IsGrave(Finding finding) => Grave.Any(area => finding.Code.StartsWith(area, StringComparison.Ordinal));
}
