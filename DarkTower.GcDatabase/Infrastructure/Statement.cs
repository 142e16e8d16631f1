namespace DarkTower.GcDatabase.Infrastructure;

/// <summary>One statement of one use case, as its span shows it.</summary>
/// <param name="Operation">The use case.</param>
/// <param name="Collection">The table it is about.</param>
/// <param name="Sql">Constant text with positional parameters; <c>$1</c> is the organization.</param>
internal sealed record Statement(string Operation, string Collection, string Sql)
{
    public string Summary { get; } = $"{Operation} {Collection}";
}
