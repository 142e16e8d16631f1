using DarkTower.Migrator.Review.Hazards;

namespace DarkTower.Migrator.Review.Output;

/// <summary>SARIF 2.1.0 (OASIS), which code hosts show at the line of the script.</summary>
internal static class SarifOutput
{
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    public static object Of(IReadOnlyList<ReviewReport> reports)
    {
        var findings = reports.SelectMany(report => report.Findings).ToList();
        return new Dictionary<string, object>
        {
            ["$schema"] = Schema,
            ["version"] = "2.1.0",
            ["runs"] = new[]
            {
                new
                {
                    Tool = new
                    {
                        Driver = new { Name = "DarkTower.Migrator review", Rules = findings.Select(Rule).DistinctBy(rule => rule.Id) },
                    },
                    Results = findings.Select(Result),
                },
            },
        };
    }

    private static SarifRule Rule(Finding finding)
    {
        var known = Catalogue.All.FirstOrDefault(hazard => hazard.Code == finding.Code);
        return new SarifRule(finding.Code, new(known?.Effect ?? finding.Effect), new(known?.Safer ?? finding.SaferRewrite));
    }

    private static object Result(Finding finding) => new
    {
        RuleId = finding.Code,
        Level = TextOutput.Word(finding.Severity),
        Message = new SarifText($"{finding.Effect} Instead: {finding.SaferRewrite}"),
        Locations = new[]
        {
            new
            {
                PhysicalLocation = new
                {
                    ArtifactLocation = new { Uri = finding.Script },
                    Region = new { StartLine = Math.Max(1, finding.Line) },
                },
            },
        },
        Properties = new { finding.Pg, finding.Statement, finding.Subject },
    };

    private sealed record SarifText(string Text);

    private sealed record SarifRule(string Id, SarifText ShortDescription, SarifText Help);
}
