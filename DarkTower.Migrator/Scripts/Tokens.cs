using System.Security.Cryptography;
using System.Text;
using DarkTower.Queries.Sql;

namespace DarkTower.Migrator.Scripts;

/// <summary>What a script says, without how it is laid out.</summary>
internal static class Tokens
{
    /// <summary>The tokens without comments.</summary>
    public static IReadOnlyList<Token> Of(string sql) => [.. Lexer.Read(sql).Where(token => !token.IsComment)];

    /// <summary>
    /// SHA-256 over the tokens, in hex: comments, white space and the case of keywords do not count; a backfill mark does.
    /// </summary>
    public static string Checksum(string script)
    {
        var text = new StringBuilder();
        foreach (var statement in StatementSplitter.Split(script))
        {
            if (statement.Backfill != Backfill.None)
                text.Append(statement.Backfill).Append('\n');
            foreach (var token in Of(statement.Sql))
                text.Append(token.Kind == TokenKind.Word ? token.Value : token.Text).Append('\n');
            text.Append(";\n");
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
