using DarkTower.Migrator.Review.Observing;
using Npgsql;

namespace DarkTower.Migrator.Review.Output;

/// <summary>
/// The answer to a question about the database: the tables in question as they are, what to change, and what that would break.
/// </summary>
internal static class ContextAnswer
{
    private static readonly string[] Breaking = ["compat.", "data.", "fail.", "tenant."];

    public static async Task<object> OfAsync(
        ReviewServers servers, ReviewRequest request, ReviewReport report, CancellationToken cancellation)
    {
        var words = new StatementWords(request.Up.Text);
        var catalog = await CatalogAsync(servers, request, report.Pg[^1], cancellation);
        var tables = catalog.Relations.Values.Where(relation =>
            relation is { Kind: 'r' or 'p' or 'v', IsPartition: false } && relation.Schema != "migrations").ToList();
        var named = tables.Where(words.Names).ToList();
        return new
        {
            database_response = new
            {
                current_schema = (named.Count > 0 ? named : tables).OrderBy(table => table.Name, StringComparer.Ordinal).Select(table => new
                {
                    table = table.Name,
                    columns = catalog.ColumnsOf(table.Id).OrderBy(column => column.Number)
                        .Select(column => new { name = column.Name, type = column.Type, nullable = !column.NotNull }),
                    indexes = catalog.IndexesOf(table.Id).Select(index => index.Definition),
                    constraints = catalog.ConstraintsOf(table.Id).Where(constraint => constraint.Kind is 'f' or 'c')
                        .Select(constraint => $"{constraint.Name} {constraint.Definition}"),
                }),
                recommended_changes = report.Findings.Where(finding => finding.Severity > Severity.Note)
                    .Select(finding => new
                    {
                        code = finding.Code, line = finding.Line, why = finding.Effect, change = finding.SaferRewrite,
                    }),
                migration_required = report.Statements.Values.SelectMany(statements => statements)
                        .Any(statement => IsSchemaChange(new StatementWords(statement.Sql)))
                    || report.Findings.Any(finding => finding.Code == "fail.undefined-object"),
                breaking_changes = report.Findings.Where(finding => finding.Severity == Severity.Error
                        && Breaking.Any(area => finding.Code.StartsWith(area, StringComparison.Ordinal)))
                    .Select(finding => new { code = finding.Code, subject = finding.Subject, effect = finding.Effect }),
            },
        };
    }

    private static bool IsSchemaChange(StatementWords words) =>
        words.Verb is "create" or "alter" or "drop" or "comment" or "grant" or "revoke";

    private static async Task<LiveCatalog> CatalogAsync(
        ReviewServers servers, ReviewRequest request, int major, CancellationToken cancellation)
    {
        var database = await servers.CreateDatabaseAsync(major, request.Through, cancellation);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellation);
        return await LiveCatalogReader.ReadAsync(connection, cancellation);
    }
}
