using DarkTower.Migrator.Review.Hazards;
using DarkTower.Migrator.Review.Observing;
using DarkTower.Migrator.Scripts;
using DarkTower.Queries.Sql;
using Npgsql;

namespace DarkTower.Migrator.Review;

/// <summary>Runs the down, compares with what was there before, and goes up again.</summary>
internal sealed class WayBack(NpgsqlConnection connection, ReviewRequest request, Change up, State before, CancellationToken cancellation)
{
    private const string Declaration = "irreversible:";
    private const int MostDifferences = 5;

    /// <param name="ran">Whether the up ran to its end; if not, nothing is executed.</param>
    /// <param name="upAgain">Goes up once more, beside traffic.</param>
    public async Task<IReadOnlyList<Finding>> CheckAsync(bool ran, Func<Task> upAgain)
    {
        if (request.Down is not { } script)
            return [Whole("down.missing", request.Up.Name, "") with { Severity = request.NeedsDown ? Severity.Error : Severity.Note }];
        IReadOnlyList<Statement> statements;
        try
        {
            statements = StatementSplitter.Split(script.Text);
        }
        catch (ScriptException error)
        {
            return [Whole("down.fails", script.Name, error.Message) with { Line = error.Line }];
        }
        var declared = Lexer.Read(script.Text).Any(token =>
            token.Kind == TokenKind.LineComment && token.Text[2..].Trim() is var text
            && text.StartsWith(Declaration, StringComparison.Ordinal) && text.Length > Declaration.Length + 3);
        if (statements.Count == 0)
        {
            var code = script.Text.Trim().Length == 0 ? "down.missing" : "down.irreversible-undeclared";
            return declared ? [] : [Whole(code, script.Name, "")];
        }
        return ran ? await ExecuteAsync(script, statements, declared, upAgain) : [];
    }

    private async Task<IReadOnlyList<Finding>> ExecuteAsync(
        Script script, IReadOnlyList<Statement> statements, bool declared, Func<Task> upAgain)
    {
        var after = await State.OfAsync(connection, up.End, cancellation);
        var run = new ObservedRun(connection, cancellation);
        var steps = request.InTransaction ? await run.InTransactionAsync(statements) : await run.OneByOneAsync(statements);
        if (steps.FirstOrDefault(step => step.Failure is not null) is { Failure: { } failure } failed)
        {
            return [Whole("down.fails", script.Name, $"SQLSTATE {failure.SqlState}: {failure.MessageText}") with
            {
                Statement = failed.Statement.Number, Line = failed.Statement.Line,
            }];
        }
        // Only what was there before the up is in use; what the up made may go as it likes. A rule that the down breaks again was
        // broken before.
        var findings = AllHazards.Of(up with { Script = script.Name, Steps = steps })
            .Where(finding => finding.Severity == Severity.Error && finding.Code != "compat.required-column"
                && !finding.Code.StartsWith("policy.", StringComparison.Ordinal))
            .Select(finding => finding with
            {
                Code = finding.Code.StartsWith("data.", StringComparison.Ordinal) ? "down.data-loss" : "down.hazard",
                Effect = Hazard.Fill(Catalogue.Of("down.hazard").Effect, $"{finding.Code}: {finding.Effect}", ""),
            }).ToList();
        var back = await State.OfAsync(connection, up.Base, cancellation);
        if (!declared && before.DifferencesTo(back) is { Count: > 0 } differences)
            findings.Add(Whole("down.incomplete", script.Name, List(differences)));
        if (!declared && before.TablesThatDiffer(back) is { Count: > 0 } tables)
        {
            findings.AddRange(
                [Whole("down.data-loss", script.Name, List(tables)), Whole("down.irreversible-undeclared", script.Name, List(tables))]);
        }
        if (findings.Exists(finding => finding.Code == "down.incomplete"))
            return findings;
        try
        {
            await upAgain();
            if (after.DifferencesTo(await State.OfAsync(connection, up.End, cancellation)) is { Count: > 0 } others)
                findings.Add(Whole("down.again", script.Name, List(others)));
        }
        catch (PostgresException error)
        {
            findings.Add(Whole("down.again", script.Name, $"SQLSTATE {error.SqlState}: {error.MessageText}"));
        }
        return findings;
    }

    private static Finding Whole(string code, string script, string what)
    {
        var hazard = Catalogue.Of(code);
        return new Finding(code, hazard.Severity, script, 0, 1, what.Length > 60 ? "" : what,
            Hazard.Fill(hazard.Effect, what, ""), Hazard.Fill(hazard.Safer, what, ""));
    }

    private static string List(IReadOnlyList<string> lines) =>
        string.Join("; ", lines.Take(MostDifferences))
        + (lines.Count > MostDifferences ? $"; and {lines.Count - MostDifferences} more" : "");
}
