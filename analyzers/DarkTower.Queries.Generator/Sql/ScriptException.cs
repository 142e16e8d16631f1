namespace DarkTower.Queries.Sql;

/// <summary>SQL that cannot be read, found before anything of it is executed.</summary>
internal sealed class ScriptException(int line, string reason) : Exception($"line {line}: {reason}")
{
    public int Line { get; } = line;
}
