using DarkTower.Queries.Locking;
using DarkTower.Queries.Shapes;
using DarkTower.Queries.Sql;

namespace DarkTower.Queries.Model;

/// <summary>Finds a column for every part of a row, and a part for every column.</summary>
internal sealed class RowBinding
{
    private readonly QueryInput _input;
    private readonly int _statement;
    private readonly List<Finding> _findings;
    private readonly List<LockedColumn> _columns;
    private readonly HashSet<LockedColumn> _taken = [];

    public RowBinding(QueryInput input, int statement, List<Finding> findings)
    {
        (_input, _statement, _findings) = (input, statement, findings);
        _columns = [.. input.Locked!.Statements[statement].Columns ?? default(EquatableArray<LockedColumn>)];
        foreach (var equal in _columns.GroupBy(column => column.Name).Where(group => group.Count() > 1 || group.Key is "" or "?column?"))
        {
            var wrong = equal.Key is "" or "?column?" ? "a column has no name" : $"two columns are named {equal.Key}";
            _findings.Add(Finding.Of("DTQ306", PlaceOf(equal.Key), input.Query.Name, wrong));
            _taken.UnionWith(equal);
        }
    }

    public void TakeNothing() => ReportUntaken();

    /// <param name="shape">Of a row.</param>
    /// <param name="place">Of the method's result.</param>
    /// <param name="canBeAbsent">Its question mark says that the row of an outer join may be absent.</param>
    /// <param name="canHaveNoRow">Null already says that there is no row.</param>
    public RowPart Bind(Shape shape, int place, bool canBeAbsent, bool canHaveNoRow = false)
    {
        var row = shape.Kind switch
        {
            ShapeKind.Record => Record(shape, place, "the row", optional: shape.Nullable && canBeAbsent),
            ShapeKind.Tuple => Tuple(shape),
            _ => Only(shape, place, canHaveNoRow),
        };
        ReportUntaken();
        return row;
    }

    private RowPart Only(Shape shape, int place, bool canHaveNoRow)
    {
        if (_columns.Count == 0)
            return RowPart.Nothing;
        var column = _columns[0];
        _taken.Add(column);
        if (canHaveNoRow && IsNullable(column, present: null))
            Report("DTQ402", place, "the row", $"column {column.Name} may be NULL itself");
        return Leaf(shape with { Nullable = shape.Nullable || canHaveNoRow }, place, "the result", column, present: null);
    }

    private RowPart Tuple(Shape shape) => new(
        RowPartKind.Tuple, shape.Type, null, -1, "", NullRead.Never,
        shape.Members.Select(member => member.Shape.Kind == ShapeKind.Record
            ? Record(member.Shape, member.Place, member.Name, member.Shape.Nullable)
            : Member(member, present: null)).ToEquatable());

    private RowPart Record(Shape shape, int place, string name, bool optional)
    {
        string? group = null;
        var ordinal = -1;
        if (optional)
        {
            var columns = shape.Members.Select(member => (member.Shape, Column: Find(member.Name)))
                .Where(pair => pair.Column is not null).ToList();
            // Those that must not be NULL decide which row it is that may be absent.
            var telling = columns.Where(pair => pair.Column is { Absent: not null, MayBeNull: false, Claimed: false })
                .OrderBy(pair => pair.Shape.Nullable).Select(pair => pair.Column).FirstOrDefault();
            // A violation that is a refusal leaves it null, though no row of the SQL does.
            optional = _input.Query.Violations.Count == 0 || columns.Exists(pair => pair.Column!.Absent is not null);
            if (optional && telling is null && columns.Count > 0)
                Report("DTQ402", place, name, "no column of it is NULL exactly when its row is absent");
            group = telling?.Absent;
            ordinal = telling is null ? -1 : _columns.IndexOf(telling);
        }
        var parts = shape.Members.Select(member => Member(member, group)).ToEquatable();
        return new RowPart(
            RowPartKind.Record, shape.Type, null, ordinal, "", optional ? NullRead.Possible : NullRead.Never, parts);
    }

    private RowPart Member(ShapeMember member, string? present)
    {
        if (Find(member.Name) is { } column)
        {
            _taken.Add(column);
            return Leaf(member.Shape, member.Place, member.Name, column, present);
        }
        if (member.Name != Violations.Refusal || _input.Query.Violations.Count == 0)
            Report("DTQ301", member.Place, $"no column is named {Names.Snake(member.Name)}, which {member.Name} needs");
        return RowPart.Nothing;
    }

    private LockedColumn? Find(string member) => _columns.FirstOrDefault(column => column.Name == Names.Snake(member));

    private RowPart Leaf(Shape shape, int place, string name, LockedColumn column, string? present)
    {
        if (shape.Leaf is not { } leaf || !PgTypes.Matches(leaf, column.Type))
        {
            var advice = PgTypes.Suggestion(column.Type) is { } suggestion
                ? $"Declare it as {suggestion}"
                : "Cast the column in the SQL to a type that the code has";
            Report("DTQ303", place, name, shape.Display, column.Name, column.Type, advice);
            return RowPart.Nothing;
        }
        if (leaf.Kind == LeafKind.Enum && EnumRule.Difference(leaf, column.Check, _input.Checks) is { } difference)
            Report("DTQ304", place, name, shape.Display, difference);
        if (leaf is { IsArray: true, ElementNullable: false } && column.ElementsMayBeNull)
            Report("DTQ403", place, name, shape.Display, column.Name);
        var nullable = IsNullable(column, present);
        if (nullable && !shape.Nullable)
            Report("DTQ401", place, name, shape.Display, column.Name, Why(column, present));
        if (IsClaimed(column) && IsAbsent(column, present) && Disproof(column) is { } disproof)
            _findings.Add(Finding.Of("DTQ404", PlaceOf(column.Name), _input.Query.Name, column.Name, disproof.TrimEnd('.')));
        var read = nullable ? NullRead.Possible : column.Claimed ? NullRead.Refused : NullRead.Never;
        return new RowPart(RowPartKind.Leaf, shape.Type, leaf, _columns.IndexOf(column), column.Name, read, default);
    }

    /// <param name="column">The column.</param>
    /// <param name="present">The group whose row is known to be there.</param>
    private static bool IsNullable(LockedColumn column, string? present) =>
        column.MayBeNull || (IsAbsent(column, present) && !IsClaimed(column));

    private static bool IsAbsent(LockedColumn column, string? present) => column.Absent is not null && column.Absent != present;

    /// <summary>Of an array it may be its elements that are claimed.</summary>
    private static bool IsClaimed(LockedColumn column) => column.Claimed && !column.Type.EndsWith("[]", StringComparison.Ordinal);

    private string? Disproof(LockedColumn column) => _input.Locked!.Statements[_statement].Faults
        .FirstOrDefault(fault => fault.Rule == Faults.NullWhenAbsent && fault.At == column.Name)?.Why;

    private static string Why(LockedColumn column, string? present) => column.Absent is { } absent && absent != present
        ? $"is NULL when the row of {absent} is absent"
        : "may be NULL";

    private void ReportUntaken()
    {
        foreach (var column in _columns.Where(column => !_taken.Contains(column)))
            _findings.Add(Finding.Of("DTQ302", PlaceOf(column.Name), _input.Query.Name, column.Name));
    }

    private Place PlaceOf(string column)
    {
        var found = SqlPlaces.Column(_input.Query.Statements[_statement], column);
        return Place.Sql(_statement, found?.Start ?? 0, found?.Length ?? 1);
    }

    private void Report(string id, int place, params string[] arguments) =>
        _findings.Add(Finding.Of(id, Place.Code(place), [_input.Query.Name, .. arguments]));
}
