namespace DarkTower.Migrator.Scripts;

/// <summary>One statement of a script, with its place for messages.</summary>
public sealed record Statement(int Number, int Line, string Sql);

/// <summary>A script that cannot be read, found before anything of it is executed.</summary>
public sealed class ScriptException(int line, string reason) : Exception($"line {line}: {reason}")
{
    public int Line { get; } = line;
}
