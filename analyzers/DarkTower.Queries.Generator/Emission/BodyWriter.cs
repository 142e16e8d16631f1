using System.Globalization;
using System.Text;
using DarkTower.Queries.Model;

namespace DarkTower.Queries.Emission;

/// <summary>
/// The body: one batch, one round trip, read to its end. What an expert would write by hand, and nothing beside it: no lambda, no LINQ, no
/// object more.
/// </summary>
internal sealed class BodyWriter
{
    private readonly StringBuilder _text;
    private readonly QueryModel _model;
    private readonly HashSet<string> _arguments;
    private string _indent = "        ";

    private BodyWriter(StringBuilder text, QueryModel model)
    {
        (_text, _model) = (text, model);
        _arguments = [.. model.Query.Parameters.Select(parameter => parameter.Name)];
    }

    private string Database => Argument(ParameterRole.Database);

    private string Cancellation => Argument(ParameterRole.Cancellation);

    private List<int> Returning =>
        [.. Enumerable.Range(0, _model.Statements.Count).Where(index => _model.Statements[index].Result is not null)];

    private bool CountsRows => _model.Query.Result is not null && Returning.Count == 0;

    public static void Write(StringBuilder text, QueryModel model) => new BodyWriter(text, model).Write();

    private void Write()
    {
        Line($"var {Local("run")} = {_model.Query.Name}Query.Start({Database});");
        Line("try");
        Open();
        foreach (var index in Returning)
            Line($"{_model.Statements[index].Result!.Type} {Result(index)}{Initial(index)};");
        if (CountsRows)
            Line($"int {Local("affected")};");
        Line($"await using (var {Local("batch")} = {Database}.CreateBatch())");
        Open();
        Commands();
        Read();
        Close();
        Line($"{Local("run")}.Succeed();");
        if (CountsRows)
            Line($"return {Local("affected")};");
        else if (Returning.Count > 0)
            Line($"return {(Returning.Count == 1 ? Result(Returning[0]) : $"({string.Join(", ", Returning.Select(Result))})")};");
        Close();
        Catch();
    }

    private void Commands()
    {
        var query = _model.Query;
        if (query.Tenant is { } tenant)
            Command("tenant", "global::DarkTower.Queries.Database.SetTenant", [new BoundParameter(tenant, "uuid")]);
        else if (_model.TenantFrom is { } lookUp)
            Command("tenant", $"{query.Name}Tenant", lookUp.Parameters);
        for (var index = 0; index < _model.Statements.Count; index++)
            Command(Numbered("command", index), QueryWriter.SqlName(_model, index), _model.Statements[index].Parameters);
        _text.Append('\n');
    }

    private void Command(string name, string sql, IEnumerable<BoundParameter> parameters)
    {
        var command = Local(name);
        Line($"var {command} = new {Global.Command}({sql});");
        foreach (var parameter in parameters)
            Line($"{command}.Parameters.Add({ParameterWriter.Of(parameter)});");
        Line($"{Local("batch")}.BatchCommands.Add({command});");
    }

    private void Read()
    {
        var reader = Local("reader");
        Line($"await using var {reader} = await {Local("batch")}.ExecuteReaderAsync({Cancellation});");
        // The tenant's row comes first; statements without columns have no result to pass.
        var passed = _model.Query.Kind == Source.QueryKind.Global;
        foreach (var index in Returning)
        {
            if (!passed || index != Returning[0])
                Line($"await {reader}.NextResultAsync({Cancellation});");
            Rows(_model.Statements[index].Result!, Result(index));
        }
        Line("// To the end: a failure of the implicit commit must surface before the caller is answered.");
        Line($"await {reader}.NextResultAsync({Cancellation});");
        if (CountsRows)
            Line($"{Local("affected")} = {Local(Numbered("command", _model.Statements.Count - 1))}.RecordsAffected;");
    }

    private void Rows(ResultPlan result, string variable)
    {
        var reader = Local("reader");
        var row = new ReadWriter(_model.Query.Name, reader).Of(result.Row, result.Rows == RowCount.One ? _indent : _indent + "    ");
        var read = $"await {reader}.ReadAsync({Cancellation})";
        switch (result.Rows)
        {
            case RowCount.One:
                Line($"if (!{read})");
                Line($"    throw new {Global.InvalidOperation}({Global.Literal($"{_model.Query.Name} returned no row.")});");
                Line($"{variable} = {row};");
                break;
            case RowCount.Optional:
                Line($"if ({read})");
                Line($"    {variable} = {row};");
                break;
            default:
                Line($"while ({read})");
                Line($"    {variable}.Add({row});");
                break;
        }
    }

    private void Catch()
    {
        foreach (var violation in _model.Query.Violations)
        {
            var parts = _model.Query.Result!.Members.Select(member =>
                member.Name == Violations.Refusal ? Global.Literal(violation.Code) : "null");
            Line($"catch (global::Npgsql.PostgresException {Local("e")}) when ({Local("e")}.ConstraintName == {Global.Literal(violation.Constraint)})");
            Open();
            Line($"{Local("run")}.Fail({Local("e")});");
            Line($"return ({string.Join(", ", parts)});");
            Close();
        }
        Line($"catch (global::System.Exception {Local("e")})");
        Open();
        Line($"{Local("run")}.Fail({Local("e")});");
        Line("throw;");
        Close();
    }

    private string Initial(int index) => _model.Statements[index].Result!.Rows switch
    {
        RowCount.One => "",
        RowCount.Optional => " = null",
        _ => " = []",
    };

    private string Result(int index) => Local(Numbered(_model.Statements[index].Result!.Rows == RowCount.Many ? "rows" : "row", index));

    private static string Numbered(string name, int index) => name + index.ToString(CultureInfo.InvariantCulture);

    private string Argument(ParameterRole role) => Global.Name(_model.Query.Parameters.First(parameter => parameter.Role == role).Name);

    /// <summary>An argument may have the name.</summary>
    private string Local(string name) => _arguments.Contains(name) ? Local(name + "_") : name;

    private void Open()
    {
        Line("{");
        _indent += "    ";
    }

    private void Close()
    {
        _indent = _indent[4..];
        Line("}");
    }

    private void Line(string text) => _text.Append(_indent).Append(text).Append('\n');
}
