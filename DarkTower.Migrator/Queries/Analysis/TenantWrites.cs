namespace DarkTower.Migrator.Queries.Analysis;

/// <summary>Rows that a query writes to a tenant table and that are not the tenant's afterwards.</summary>
internal sealed class TenantWrites(Tenants tenants, TenantScope scope, Func<RangeEntry, string> place)
{
    public IEnumerable<Fault> Faults()
    {
        var query = scope.Query;
        if (query.Target is not { } target)
            return [];
        if (target.IsView)
            return query.Command is QueryCommand.Insert or QueryCommand.Merge ? [ThroughView(target)] : [];
        if (!tenants.Owns(target.Table))
            return [];
        return query.Command switch
        {
            QueryCommand.Update => Updates(target, query.Node.Children("targetList")),
            QueryCommand.Insert => Inserts(target, query.Node.Children("targetList"))
                .Concat(OnConflict(target, query.Node.Child("onConflict"))),
            QueryCommand.Merge => query.Node.Children("mergeActionList").SelectMany(action => (QueryCommand)action.Int("commandType") switch
            {
                QueryCommand.Update => Updates(target, action.Children("targetList")),
                QueryCommand.Insert => Inserts(target, action.Children("targetList")),
                _ => [],
            }),
            _ => [],
        };
    }

    private static IEnumerable<Fault> Updates(RangeEntry target, IEnumerable<Node> assignments) => assignments
        .Where(assignment => IsTenantColumn(target, assignment))
        .Select(_ => new Fault(
            "org-id-update", Tenants.Column, $"{target.Table!.Name}.{Tenants.Column} is changed: a row never moves to another tenant."));

    private IEnumerable<Fault> Inserts(RangeEntry target, IEnumerable<Node> values)
    {
        var value = values.FirstOrDefault(value => IsTenantColumn(target, value))?.The("expr");
        if (value is not null && scope.IsTenant(value))
            return [];
        var why = value is null ? "is left out" : "is given something else than the tenant";
        return [new("org-id-insert", place(target), $"{target.Table!.Name}.{Tenants.Column} {why}.")];
    }

    private IEnumerable<Fault> OnConflict(RangeEntry target, Node? conflict)
    {
        if (conflict is null || conflict.Int("action") != DoUpdate)
            return [];
        var tied = scope.Ties(conflict.Child("onConflictWhere"), target) || Arbiter(target, conflict)
            .Any(number => target.Column(number)?.Name == Tenants.Column);
        return Updates(target, conflict.Children("onConflictSet")).Concat(tied ? [] :
        [
            new("unbound", place(target),
                $"{place(target)} may conflict with another tenant's row, which ON CONFLICT would update: its key lacks {Tenants.Column}."),
        ]);
    }

    private static IEnumerable<int> Arbiter(RangeEntry target, Node conflict) => conflict.Oid("constraint") is > 0 and var constraint
        ? target.Table!.Keys.Where(key => key.Constraint == constraint).SelectMany(key => key.Parts).Select(part => part.Column)
        : conflict.Children("arbiterElems").Select(element => element.The("expr"))
            .Where(key => key.Name == "VAR").Select(key => key.Int("varattno"));

    private Fault ThroughView(RangeEntry view) => new(
        "org-id-insert", place(view), $"{place(view)} is a view: what is inserted through it cannot be followed; insert into the table.");

    private static bool IsTenantColumn(RangeEntry target, Node assignment) =>
        !assignment.Flag("resjunk") && target.Column(assignment.Int("resno"))?.Name == Tenants.Column;

    private const int DoUpdate = 2;
}
