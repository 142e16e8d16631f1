using DarkTower.Migrator.Scripts;
using DarkTower.Queries.Sql;

namespace DarkTower.Migrator.Review.Observing;

/// <summary>
/// The words of a statement, those of a code block's body and of the SQL in its strings included, so that nothing hides in them.
/// </summary>
internal sealed class StatementWords
{
    private static readonly string[] Verbs =
        ["select", "insert", "update", "delete", "merge", "with", "create", "alter", "drop", "truncate", "lock", "vacuum", "cluster",
            "reindex", "refresh", "set", "grant", "revoke", "comment"];

    private static readonly string[] Keywords =
        [.. Verbs, "concurrently", "index", "table", "cascade", "only", "limit", "where", "full", "valid", "not", "if", "exists", "add",
            "type", "using"];

    private readonly string[] _own;
    private readonly string[] _all;

    public StatementWords(string sql)
    {
        var tokens = Tokens.Of(sql);
        _own = [.. tokens.Select(WordOf)];
        Verb = _own.FirstOrDefault() ?? "";
        _all = Verb is "do" ? [.. tokens.SelectMany(token => Inner(token, isBody: true))] : _own;
    }

    /// <summary>The first word, in lower case.</summary>
    public string Verb { get; }

    /// <summary>A code block whose SQL is put together while it runs.</summary>
    public bool IsDynamic => Verb == "do" && _all.Contains("execute");

    /// <summary>Whether these words stand side by side, in the statement or in what it executes.</summary>
    public bool Says(params ReadOnlySpan<string> words) => IndexOf(_all, words, 0) >= 0;

    /// <summary>Whether these words stand in this order, others between them.</summary>
    public bool SaysInOrder(params ReadOnlySpan<string> words)
    {
        var at = 0;
        foreach (var word in words)
        {
            at = IndexOf(_all, [word], at) + 1;
            if (at == 0)
                return false;
        }
        return true;
    }

    public bool StartsWith(params ReadOnlySpan<string> words) => _own.AsSpan().StartsWith(words);

    public bool Names(Relation relation) => Names(relation.BareName);

    public bool Names(string name) => _all.Contains(name, StringComparer.Ordinal) || _all.Contains($"\"{name}\"", StringComparer.Ordinal);

    /// <summary>The words after the first occurrence of <paramref name="word"/>; empty when it is not there.</summary>
    public ReadOnlySpan<string> After(string word) => Array.IndexOf(_all, word) is var at and >= 0 ? _all.AsSpan(at + 1) : [];

    // A quoted name that looks like a keyword is none.
    private static string WordOf(Token token) =>
        token.Kind == TokenKind.QuotedName && Keywords.Contains(token.Value) ? token.Text : token.Value;

    private static int IndexOf(string[] words, ReadOnlySpan<string> wanted, int from)
    {
        var at = words.AsSpan(from).IndexOf(wanted);
        return at < 0 ? -1 : from + at;
    }

    private static IEnumerable<string> Inner(Token token, bool isBody)
    {
        if (token.Kind != TokenKind.String)
            return [WordOf(token)];
        var body = token.Text[0] == '$' ? token.Text.Trim('$') : token.Text.Trim('\'').Replace("''", "'");
        if (token.Text[0] == '$' && token.Text[1] != '$')
            body = body[(body.IndexOf('$') + 1)..body.LastIndexOf('$')];
        try
        {
            var tokens = Tokens.Of(body);
            // Text that is never executed may say what it likes.
            var executes = tokens.Any(inner => inner.Value == "execute");
            return isBody || Verbs.Contains(tokens.FirstOrDefault().Text?.ToLowerInvariant() ?? "")
                ? tokens.SelectMany(inner => executes ? Inner(inner, isBody: false) : [WordOf(inner)])
                : [token.Text];
        }
        catch (ScriptException)
        {
            return [token.Text];
        }
    }
}
