namespace DarkTower.Queries.Sql;

/// <summary>Finds <c>*</c> where it stands for columns; a product and <c>count(*)</c> are none.</summary>
internal static class Stars
{
    private static readonly string[] Before = ["select", "distinct", "all", "returning"];
    private static readonly string[] BeginsQuery = ["(", "union", "except", "intersect", "all", "distinct"];
    private static readonly string[] After = ["from", "into", "where", "union", "except", "intersect", "order", "limit"];

    public static IEnumerable<Token> Find(string sql)
    {
        var tokens = SqlPlaces.Tokens(sql);
        for (var index = 0; index < tokens.Count; index++)
        {
            // TABLE users is SELECT * FROM users.
            if (tokens[index] is { Kind: TokenKind.Word, Value: "table" } && (index == 0 || BeginsQuery.Contains(tokens[index - 1].Value)))
                yield return tokens[index];
            if (index == 0)
                continue;
            var (before, star) = (tokens[index - 1], tokens[index]);
            if (star is not { Kind: TokenKind.Symbol, Text: "*" } || IsOperator(before, star.Start))
                continue;
            if (before is { Kind: TokenKind.Word } word && Before.Contains(word.Value))
                yield return star;
            else if (before.Text is "." or ",")
                yield return star;
            // DISTINCT ON (a) *
            else if (before.Text == ")" && (index + 1 == tokens.Count || Ends(tokens[index + 1])))
                yield return star;
        }
    }

    private static bool Ends(Token token) =>
        token.Text is "," or ")" or ";" || (token.Kind == TokenKind.Word && After.Contains(token.Value));

    /// <summary>Part of an operator of several characters.</summary>
    private static bool IsOperator(Token before, int at) =>
        before.Kind == TokenKind.Symbol && before.End == at && before.Text is not ("." or "," or ")");
}
