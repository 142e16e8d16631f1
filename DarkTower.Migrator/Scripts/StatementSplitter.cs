using DarkTower.Queries.Sql;

namespace DarkTower.Migrator.Scripts;

/// <summary>
/// Cuts a script into statements: a semicolon inside parentheses or a BEGIN ATOMIC body ends nothing. Comments between statements belong
/// to the one that follows; those inside stay in its text too.
/// </summary>
internal sealed class StatementSplitter
{
    private readonly string _text;
    private readonly List<Statement> _statements = [];
    private readonly List<Token> _tokens = [];
    private List<Comment> _comments = [];
    private int _parentheses;
    private int _blocks;

    private StatementSplitter(string text) => _text = text;

    /// <exception cref="ScriptException">A quoted piece or a comment does not end.</exception>
    public static IReadOnlyList<Statement> Split(string script)
    {
        var splitter = new StatementSplitter(script);
        foreach (var token in Lexer.Read(script))
            splitter.Add(token);
        splitter.Finish();
        return splitter._statements;
    }

    private void Add(Token token)
    {
        switch (token.Kind)
        {
            case TokenKind.LineComment:
                _comments.Add(new Comment(token.Line, token.Text[2..].Trim()));
                return;
            case TokenKind.BlockComment:
                return;
            case TokenKind.Semicolon when _parentheses == 0 && _blocks == 0:
                Finish();
                return;
            case TokenKind.Symbol:
                _parentheses = Math.Max(0, _parentheses + token.Text switch { "(" => 1, ")" => -1, _ => 0 });
                break;
            case TokenKind.Word when _blocks > 0:
                _blocks += token.Value switch { "case" => 1, "end" => -1, _ => 0 };
                break;
            case TokenKind.Word when token.Value == "atomic" && _tokens is [.., { Value: "begin" }] && CreatesRoutine():
                _blocks = 1;
                break;
        }
        _tokens.Add(token);
    }

    private bool CreatesRoutine() =>
        _tokens[0].Value == "create" && _tokens.Take(4).Any(token => token.Value is "function" or "procedure");

    private void Finish()
    {
        if (_tokens is [var first, .., var last])
            Add(first, last.End);
        else if (_tokens is [var only])
            Add(only, only.End);
        _tokens.Clear();
        (_parentheses, _blocks) = (0, 0);
    }

    private void Add(Token first, int end)
    {
        _statements.Add(new Statement(_statements.Count + 1, first.Line, _text[first.Start..end], _comments));
        _comments = [];
    }
}
