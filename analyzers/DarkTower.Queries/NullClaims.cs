namespace DarkTower.Queries;

/// <summary>For generated code: what a query does when its SQL said <c>"name!"</c> or <c>"name[!]"</c> and there is a NULL.</summary>
public static class NullClaims
{
    /// <summary>The error of a column that is NULL.</summary>
    /// <param name="query">The query's name.</param>
    /// <param name="column">The column's.</param>
    public static InvalidOperationException Broken(string query, string column) =>
        new($"{query}: the column {column} is NULL, though the SQL says that it never is.");

    /// <summary>The array, when no element of it is null.</summary>
    /// <typeparam name="T">Of the elements.</typeparam>
    /// <param name="values">As read.</param>
    /// <param name="query">The query's name.</param>
    /// <param name="column">The column's.</param>
    public static T[] Elements<T>(T?[] values, string query, string column)
        where T : class => Array.IndexOf(values, null) < 0 ? (T[])(object)values : throw BrokenElement(query, column);

    /// <inheritdoc cref="Elements{T}(T[], string, string)"/>
    public static T[] Elements<T>(T?[] values, string query, string column)
        where T : struct => Array.ConvertAll(values, value => value ?? throw BrokenElement(query, column));

    private static InvalidOperationException BrokenElement(string query, string column) =>
        new($"{query}: an element of the column {column} is NULL, though the SQL says that none is.");
}
