namespace DarkTower.QueryCost;

/// <summary>One of the four operations of a contestant.</summary>
internal sealed record Operation(string Name, Func<IOperations, Stage, Task> RunAsync)
{
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("point read", (of, on) => of.PointReadAsync(on.Org, on.User, CancellationToken.None)),
        new("list of 50", (of, on) => of.ListAsync(on.Org, 50, CancellationToken.None)),
        new("write", (of, on) => of.WriteAsync(on.Org, on.User, "User", CancellationToken.None)),
        new("batch of two", (of, on) => of.BatchAsync(on.Org, on.User, CancellationToken.None)),
    ];

    public override string ToString() => Name;
}
