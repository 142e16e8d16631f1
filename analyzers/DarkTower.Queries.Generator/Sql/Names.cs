using System.Text;

namespace DarkTower.Queries.Sql;

/// <summary>How a name of the code is said in SQL.</summary>
internal static class Names
{
    /// <summary>
    /// <c>createdByUserId</c> is <c>created_by_user_id</c>: <c>_</c> before a capital after a lower-case letter or digit, all lower.
    /// </summary>
    public static string Snake(string name)
    {
        var snake = new StringBuilder(name.Length + 8);
        for (var at = 0; at < name.Length; at++)
        {
            if (at > 0 && char.IsUpper(name[at]) && (char.IsLower(name[at - 1]) || char.IsDigit(name[at - 1])))
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(name[at]));
        }
        return snake.ToString();
    }
}
