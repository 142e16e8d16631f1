using DarkTower.Migrator.Review.Hazards;
using DarkTower.Migrator.Scripts;

namespace DarkTower.Migrator.Review;

/// <summary>
/// <c>-- review:allow code reason</c> on a statement silences that code there. An allow that silences nothing, or gives no reason, is
/// itself a finding: it would hide the next real one.
/// </summary>
internal static class Allows
{
    private const string Mark = "review:allow";

    public static IEnumerable<Finding> Apply(IReadOnlyList<Finding> findings, string script, IReadOnlyList<Statement> statements)
    {
        var silenced = new HashSet<Finding>();
        List<Finding> stale = [];
        foreach (var statement in statements)
        {
            foreach (var comment in statement.Comments.Where(comment => comment.Text.StartsWith(Mark, StringComparison.Ordinal)))
            {
                var words = comment.Text[Mark.Length..]
                    .Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                var code = words.FirstOrDefault() ?? "";
                var here = findings
                    .Where(finding => finding.Code == code && finding.Script == script && finding.Statement == statement.Number).ToList();
                if (here.Count > 0 && words.Length == 2)
                    silenced.UnionWith(here);
                else
                    stale.Add(Stale(script, statement, comment, code, hasReason: words.Length == 2));
            }
        }
        return findings.Where(finding => !silenced.Contains(finding)).Concat(stale);
    }

    private static Finding Stale(string script, Statement statement, Comment comment, string code, bool hasReason)
    {
        var hazard = Catalogue.Of("review.stale-allow");
        return new Finding(hazard.Code, hazard.Severity, script, statement.Number, comment.Line, code,
            hasReason ? Hazard.Fill(hazard.Effect, code, "") : $"Allows {code} without a reason.",
            hasReason ? hazard.Safer : $"-- review:allow {code} <why it is safe here>");
    }
}
