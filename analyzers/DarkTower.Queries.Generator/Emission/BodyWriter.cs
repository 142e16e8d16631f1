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
    private readonly BodyText _text;
    private readonly QueryModel _model;

    private BodyWriter(StringBuilder text, QueryModel model) => (_text, _model) = (new BodyText(text, model.Query), model);

    private string Database => Argument(ParameterRole.Database);

    private string Cancellation => Argument(ParameterRole.Cancellation);

    private List<int> Returning =>
        [.. Enumerable.Range(0, _model.Statements.Count).Where(index => _model.Statements[index].Result is not null)];

    private bool CountsRows => _model.Query.Result is not null && Returning.Count == 0;

    public static void Write(StringBuilder text, QueryModel model) => new BodyWriter(text, model).Write();

    private void Write()
    {
        _text.Line($"var {_text.Local("run")} = {_model.Query.Name}Query.Start({Database});");
        _text.Line("try");
        _text.Open();
        foreach (var index in Returning)
            _text.Line($"{_model.Statements[index].Result!.Type} {Result(index)}{Initial(index)};");
        if (CountsRows)
            _text.Line($"int {_text.Local("affected")};");
        _text.Line($"await using (var {_text.Local("batch")} = {Database}.CreateBatch())");
        _text.Open();
        Commands();
        Read();
        _text.Close();
        _text.Line($"{_text.Local("run")}.Succeed();");
        if (CountsRows)
            _text.Line($"return {_text.Local("affected")};");
        else if (Returning.Count > 0)
            _text.Line($"return {(Returning.Count == 1 ? Result(Returning[0]) : $"({string.Join(", ", Returning.Select(Result))})")};");
        _text.Close();
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
        _text.Line("");
    }

    private void Command(string name, string sql, IEnumerable<BoundParameter> parameters)
    {
        var command = _text.Local(name);
        _text.Line($"var {command} = new {Global.Command}({sql});");
        foreach (var parameter in parameters)
            _text.Line($"{command}.Parameters.Add({ParameterWriter.Of(parameter)});");
        _text.Line($"{_text.Local("batch")}.BatchCommands.Add({command});");
    }

    private void Read()
    {
        var reader = _text.Local("reader");
        _text.Line($"await using var {reader} = await {_text.Local("batch")}.ExecuteReaderAsync({Cancellation});");
        // The tenant's row comes first; statements without columns have no result to pass.
        var passed = _model.Query.Kind == Source.QueryKind.Global;
        foreach (var index in Returning)
        {
            if (!passed || index != Returning[0])
                _text.Line($"await {reader}.NextResultAsync({Cancellation});");
            Rows(_model.Statements[index].Result!, Result(index));
        }
        _text.Line("// To the end: a failure of the implicit commit must surface before the caller is answered.");
        _text.Line($"await {reader}.NextResultAsync({Cancellation});");
        if (CountsRows)
            _text.Line($"{_text.Local("affected")} = {_text.Local(Numbered("command", _model.Statements.Count - 1))}.RecordsAffected;");
    }

    private void Rows(ResultPlan result, string variable)
    {
        var reader = _text.Local("reader");
        var indent = result.Rows == RowCount.One ? _text.Indent : _text.Indent + "    ";
        var row = new ReadWriter(_model.Query.Name, reader).Of(result.Row, indent);
        var read = $"await {reader}.ReadAsync({Cancellation})";
        switch (result.Rows)
        {
            case RowCount.One:
                _text.Line($"if (!{read})");
                _text.Line($"    throw new {Global.InvalidOperation}({Global.Literal($"{_model.Query.Name} returned no row.")});");
                _text.Line($"{variable} = {row};");
                break;
            case RowCount.Optional:
                _text.Line($"if ({read})");
                _text.Line($"    {variable} = {row};");
                break;
            default:
                _text.Line($"while ({read})");
                _text.Line($"    {variable}.Add({row});");
                break;
        }
    }

    private void Catch()
    {
        foreach (var violation in _model.Query.Violations)
        {
            var parts = _model.Query.Result!.Members.Select(member =>
                member.Name == Violations.Refusal ? Global.Literal(violation.Code) : "null");
            var isIt = $"{_text.Local("e")}.ConstraintName == {Global.Literal(violation.Constraint)}";
            _text.Line($"catch (global::Npgsql.PostgresException {_text.Local("e")}) when ({isIt})");
            _text.Open();
            _text.Line($"{_text.Local("run")}.Fail({_text.Local("e")});");
            _text.Line($"return ({string.Join(", ", parts)});");
            _text.Close();
        }
        _text.Line($"catch (global::System.Exception {_text.Local("e")})");
        _text.Open();
        _text.Line($"{_text.Local("run")}.Fail({_text.Local("e")});");
        _text.Line("throw;");
        _text.Close();
    }

    private string Initial(int index) => _model.Statements[index].Result!.Rows switch
    {
        RowCount.One => "",
        RowCount.Optional => " = null",
        _ => " = []",
    };

    private string Result(int index) =>
        _text.Local(Numbered(_model.Statements[index].Result!.Rows == RowCount.Many ? "rows" : "row", index));

    private static string Numbered(string name, int index) => name + index.ToString(CultureInfo.InvariantCulture);

    private string Argument(ParameterRole role) => Global.Name(_model.Query.Parameters.First(parameter => parameter.Role == role).Name);
}
