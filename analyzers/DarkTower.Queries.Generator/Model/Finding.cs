namespace DarkTower.Queries.Model;

/// <summary>Something wrong with a query. A value without syntax or symbols, so that steps that carry it can be compared.</summary>
/// <param name="Id">Of the rule.</param>
/// <param name="Place">Where.</param>
/// <param name="Arguments">Of the rule's message.</param>
internal sealed record Finding(string Id, Place Place, EquatableArray<string> Arguments)
{
    public static Finding Of(string id, Place place, params string[] arguments) => new(id, place, arguments.ToEquatable());
}

/// <summary>A place in a statement's SQL, or one of the <see cref="Places"/> of the code.</summary>
/// <param name="Statement">Its index; -1 is the look-up of the tenant; null is a place of the code.</param>
/// <param name="Start">In the SQL, or the index in <see cref="Places"/>.</param>
/// <param name="Length">In the SQL.</param>
internal readonly record struct Place(int? Statement, int Start, int Length)
{
    public static Place Code(int index) => new(null, index, 0);

    public static Place Sql(int statement, int start, int length) => new(statement, start, length);
}
