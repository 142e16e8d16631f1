using DarkTower.Migrator.Review.Observing;
using Npgsql;

namespace DarkTower.Migrator.Review.Hazards;

/// <summary>Statements the server refused, by its SQLSTATE and what they asked for.</summary>
internal static class FailureHazards
{
    public static IEnumerable<Finding> In(Change change, Step step)
    {
        if (step.Failure is not { } failure || TransactionHazards.IsTransactionVerb(step.Words))
            yield break;
        var code = CodeOf(step.Words, failure);
        // Data that is there cannot be quoted: the message has none, and the detail, which has, is left out.
        var (subject, part) = code is "fail.not-null-existing-rows"
            ? (TableOf(step, failure), failure.ColumnName ?? "")
            : (failure.MessageText, failure.SqlState);
        yield return Catalogue.Of(code).In(change, step, subject, part) with
        {
            Effect = Hazard.Fill(Catalogue.Of(code).Effect, subject, part)
                + (code is "fail.syntax" ? $" {failure.MessageText}." : $" SQLSTATE {failure.SqlState}: {failure.MessageText}."),
        };
        if (code == "fail.not-null-existing-rows" && step.Words.SaysInOrder("add", "not", "null") && !step.Words.Says("set", "not", "null"))
            yield return Catalogue.Of("compat.required-column").In(change, step, subject, part);
        if (code == "fail.not-null-existing-rows" && step.Words.Says("set", "not", "null"))
            yield return Catalogue.Of("lock.set-not-null-scan").In(change, step, subject, part);
        if (code == "fail.data" && step.Words.Says("type") && failure.SqlState.StartsWith("22", StringComparison.Ordinal))
            yield return Catalogue.Of("data.type-narrowing").In(change, step, subject, part);
        if (failure.SqlState == PostgresErrorCodes.InsufficientPrivilege
            && failure.MessageText.Contains("row-level security", StringComparison.Ordinal))
            yield return Catalogue.Of("tenant.rls-noop-dml").In(change, step, failure.TableName ?? "");
    }

    private static string TableOf(Step step, PostgresException failure) => failure.TableName is null || failure.ColumnName is null
        ? step.Before.Relations.Values.FirstOrDefault(step.Words.Names)?.Name ?? ""
        : $"{failure.SchemaName}.{failure.TableName}";

    private static string CodeOf(StatementWords words, PostgresException failure) => failure.SqlState switch
    {
        PostgresErrorCodes.ActiveSqlTransaction => "fail.concurrently-in-txn",
        PostgresErrorCodes.SyntaxError => "fail.syntax",
        PostgresErrorCodes.NotNullViolation
            when words.Verb == "alter" || words.Names("not") || words.Says("primary", "key") => "fail.not-null-existing-rows",
        "55P04" => "fail.enum-value-same-txn",
        PostgresErrorCodes.DependentObjectsStillExist when words.SaysInOrder("drop", "index") => "fail.index-backs-constraint",
        PostgresErrorCodes.DependentObjectsStillExist => "fail.dependent-view",
        PostgresErrorCodes.FeatureNotSupported
            when words.Says("type") && failure.MessageText.Contains("view", StringComparison.Ordinal) => "fail.dependent-view",
        PostgresErrorCodes.FeatureNotSupported when words.Says("index", "concurrently") => "fail.concurrent-index-partitioned",
        PostgresErrorCodes.FeatureNotSupported
            when failure.MessageText.Contains("partitioning columns", StringComparison.Ordinal) => "fail.partition-key-in-unique",
        _ when words.SaysInOrder("detach", "concurrently")
            && failure.SqlState.StartsWith("55", StringComparison.Ordinal) => "fail.detach-with-default",
        _ when words.Says("not", "valid") && (words.Says("foreign", "key") || words.Says("references"))
            && failure.MessageText.Contains("NOT VALID", StringComparison.Ordinal) => "fail.fk-not-valid-partitioned",
        _ when words.Says("using", "index")
            && failure.SqlState is "42809" or "55000" or "42P16" or "0A000" => "fail.unique-using-index-shape",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedObject
            or PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InvalidSchemaName => "fail.undefined-object",
        PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateColumn or PostgresErrorCodes.DuplicateObject
            or PostgresErrorCodes.DuplicateFunction or PostgresErrorCodes.DuplicateSchema => "fail.duplicate-object",
        PostgresErrorCodes.InsufficientPrivilege => "fail.privilege",
        PostgresErrorCodes.QueryCanceled => "fail.timeout",
        _ when failure.SqlState[..2] is "22" or "23" => "fail.data",
        _ => "fail.statement",
    };
}
