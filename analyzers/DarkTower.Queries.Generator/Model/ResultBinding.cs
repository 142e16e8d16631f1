using System.Globalization;
using DarkTower.Queries.Locking;
using DarkTower.Queries.Shapes;

namespace DarkTower.Queries.Model;

/// <summary>Compares what the method brings with what the statements return.</summary>
/// <param name="input">The query.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class ResultBinding(QueryInput input, List<Finding> findings)
{
    private readonly QueryDeclaration _query = input.Query;

    /// <summary>For each statement how its rows are read; null for one without columns.</summary>
    public ResultPlan?[] Bind()
    {
        var statements = input.Locked!.Statements;
        var results = new ResultPlan?[statements.Count];
        var returning = Enumerable.Range(0, statements.Count).Where(index => statements[index].Columns is not null).ToList();
        if (_query.Result is not { } result)
        {
            foreach (var index in returning)
                Row(index).TakeNothing();
        }
        else if (returning.Count == 0)
        {
            if (result is not { Nullable: false, Leaf: { Kind: LeafKind.Int32, Wrapped: null, IsArray: false } })
                findings.Add(Finding.Of("DTQ301", Place.Code(Places.Result), _query.Name,
                    $"it brings {result.Display}, and no statement returns a column"));
        }
        else if (returning.Count == 1)
        {
            results[returning[0]] = Bind(returning[0], result, Places.Result);
        }
        else if (result is not { Kind: ShapeKind.Tuple, Nullable: false } || result.Members.Count != returning.Count)
        {
            var count = returning.Count.ToString(CultureInfo.InvariantCulture);
            findings.Add(Finding.Of("DTQ001", Place.Code(Places.Result), _query.Name,
                $"brings {result.Display}, though {count} statements return columns, which make a tuple of {count}"));
        }
        else
        {
            foreach (var (member, index) in result.Members.Select((member, index) => (member, index)))
                results[returning[index]] = Bind(returning[index], member.Shape, member.Place);
        }
        return results;
    }

    private RowBinding Row(int statement) => new(input, statement, findings);

    private ResultPlan? Bind(int index, Shape shape, int place)
    {
        var rows = input.Locked!.Statements[index].Rows ?? "*";
        if (shape.Kind == ShapeKind.List)
            return new ResultPlan(RowCount.Many, shape.FullType, Row(index).Bind(shape.Members[0].Shape, place, canBeAbsent: true));

        // Of exactly one row the question mark is the value's own.
        var ofValue = shape.Nullable && rows == "1" && (shape.Kind == ShapeKind.Leaf || IsAbsentRecord(index, shape));
        var count = shape.Nullable && !ofValue ? RowCount.Optional : RowCount.One;
        if (rows == "*")
            Report("DTQ305", "may return several rows", $"Task<List<{(shape.Nullable ? shape.Display.TrimEnd('?') : shape.Display)}>>");
        else if (rows != "1" && count == RowCount.One)
            Report("DTQ305", "may return no row", $"Task<{shape.Display}?>");

        var row = ofValue ? shape : shape with { Nullable = false };
        var plan = Row(index).Bind(row, place, canBeAbsent: ofValue, canHaveNoRow: count == RowCount.Optional);
        return new ResultPlan(count, shape.FullType, plan);

        void Report(string id, params string[] arguments) =>
            findings.Add(Finding.Of(id, Place.Code(place), [_query.Name, .. arguments]));
    }

    private bool IsAbsentRecord(int index, Shape shape) => shape.Kind == ShapeKind.Record
        && (input.Locked!.Statements[index].Columns ?? default(EquatableArray<LockedColumn>)).Any(column => column.Absent is not null);
}
