namespace DarkTower.Migrator.Catalog.Rules;

/// <summary>Rule 4: who owns what, who may do what, and nothing for everybody.</summary>
internal static class AccessRules
{
    private const string Owner = "darktower_owner";

    private static readonly string[] Roles = ["darktower_app", "darktower_jobs", "darktower_migrator", "darktower_monitor", Owner];

    public static IEnumerable<Violation> Of(DatabaseCatalog catalog, Conventions conventions) =>
    [
        .. catalog.Relations.SelectMany(relation => OfRelation(conventions, relation)),
        .. catalog.Routines.SelectMany(routine => OfRoutine(conventions, routine)),
        .. conventions.IsProject ? catalog.Namespaces.SelectMany(OfNamespace).Concat(OfRoles(catalog)) : [],
    ];

    private static IEnumerable<Violation> OfRelation(Conventions conventions, Relation relation)
    {
        if (conventions.IsProject && relation.Owner != Owner)
        {
            yield return new(4, "policy.owner", relation.FullName,
                $"{relation.Name} belongs to {relation.Owner}: later migrations, which run as {Owner}, may not change it.",
                $"ALTER TABLE {relation.FullName} OWNER TO {Owner};");
        }
        foreach (var grant in relation.Grants)
        {
            var what = grant.Column is { } column ? $"{relation.FullName}.{column}" : relation.FullName;
            var right = grant.Column is null ? grant.Privilege : $"{grant.Privilege} ({grant.Column})";
            var revoke = $"REVOKE {right} ON {relation.FullName} FROM {grant.Grantee};";
            if (grant.Grantee == "PUBLIC")
            {
                yield return new(4, "policy.grant-public", what,
                    $"{grant.Privilege} on {what} is granted to PUBLIC: every login of the server has it, also ones made later.", revoke);
            }
            else if (conventions.IsProject && WhyTooMuch(conventions, relation, grant) is { } why)
            {
                yield return new(4, "policy.grants", what, $"{grant.Grantee} has {grant.Privilege} on {what}: {why}.", revoke);
            }
        }
    }

    private static string? WhyTooMuch(Conventions conventions, Relation relation, Grant grant) => grant switch
    {
        { Grantee: not ("darktower_app" or "darktower_jobs") } => "only the services' roles have rights on tables",
        { Grantable: true } => "nobody passes rights on",
        _ when relation.IsPartition => "a partition asked by name is not covered by the rights on its table",
        { Grantee: "darktower_jobs" } when !conventions.JobTables.Contains(relation.Root)
            && !conventions.ErasedTables.Contains(relation.Root) => "no job is listed that needs the table",
        { Privilege: "UPDATE", Column: null } => "updates are granted by column",
        { Privilege: not ("SELECT" or "INSERT" or "UPDATE" or "DELETE") } => "it goes around row security",
        { Grantee: "darktower_jobs", Privilege: "UPDATE", Column: { } column }
            when conventions.ErasableColumns.Contains($"{relation.Root}.{column}") => null,
        { Privilege: "UPDATE" or "DELETE" } when conventions.AppendOnlyTables.Contains(relation.Root) => "the table is append-only",
        { Grantee: "darktower_app", Privilege: "DELETE" } when conventions.SoftDeletedTables.Contains(relation.Root) =>
            "its rows are soft-deleted; removal is for retention and erasure",
        _ => null,
    };

    private static IEnumerable<Violation> OfRoutine(Conventions conventions, Routine routine)
    {
        var name = $"{routine.Schema}.{routine.Name}";
        var signature = $"{name}({routine.Arguments})";
        if (conventions.IsProject && routine.Owner != Owner)
        {
            yield return new(4, "policy.owner", name, $"{routine.Name} belongs to {routine.Owner}: later migrations may not change it.",
                $"ALTER ROUTINE {signature} OWNER TO {Owner};");
        }
        if (conventions.IsProject && routine.PublicRights.Length > 0)
        {
            yield return new(4, "policy.grant-public", name, $"Everybody may execute {routine.Name}.",
                $"REVOKE ALL ON ROUTINE {signature} FROM PUBLIC;");
        }
        if (routine.SecurityDefiner && conventions.IsProject)
        {
            yield return new(4, "policy.security-definer-path", name,
                $"{routine.Name} runs with the rights of its owner: row security and grants of the caller do not hold inside.",
                $"ALTER ROUTINE {signature} SECURITY INVOKER;");
        }
        else if (!routine.FixedPath && !routine.Bound && (routine.SecurityDefiner || conventions.IsProject))
        {
            yield return new(4, "policy.security-definer-path", name,
                $"{routine.Name} finds names by the caller's search_path, which can put another object in the place of the one meant.",
                $"ALTER ROUTINE {signature} SET search_path = '';");
        }
    }

    private static IEnumerable<Violation> OfNamespace(Namespace place)
    {
        var (what, sql) = place.Name == "" ? ("the database", "DATABASE …") : ($"schema {place.Name}", $"SCHEMA {place.Name}");
        if (place.Name != "" && place.Owner != Owner)
        {
            yield return new(4, "policy.owner", place.Name, $"{what} belongs to {place.Owner}: who owns it may drop everything in it.",
                $"ALTER {sql} OWNER TO {Owner};");
        }
        foreach (var right in place.Rights)
        {
            if (right.StartsWith("PUBLIC ", StringComparison.Ordinal))
            {
                yield return new(4, "policy.grant-public", place.Name, $"Everybody has {right[7..]} on {what}.",
                    $"REVOKE {right[7..]} ON {sql} FROM PUBLIC;");
            }
            else if (place.Name == "migrations" || (place.Name != "" && right is not ("darktower_app USAGE" or "darktower_jobs USAGE")))
            {
                yield return new(4, "policy.grants", place.Name, $"{right} on {what}: more than a service needs.",
                    $"REVOKE {right.Split(' ')[1]} ON {sql} FROM {right.Split(' ')[0]};");
            }
        }
    }

    private static IEnumerable<Violation> OfRoles(DatabaseCatalog catalog)
    {
        foreach (var missing in Roles.Except(catalog.Roles.Select(role => role.Name)))
            yield return new(4, "policy.roles", missing, $"The role {missing} is missing.", "Run the first migration.");
        foreach (var role in catalog.Roles)
        {
            string[] wanted = role.Name switch
            {
                "darktower_migrator" => [Owner],
                "darktower_monitor" => ["pg_monitor"],
                _ => [],
            };
            var login = role.Name != Owner;
            if (role.Powerful || role.CanLogin != login || !role.MemberOf.Distinct().SequenceEqual(wanted))
            {
                yield return new(4, "policy.roles", role.Name,
                    $"{role.Name} is not what it is meant to be: with such rights or memberships row security can be gone around.",
                    $"ALTER ROLE {role.Name} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS "
                    + (login ? "LOGIN;" : "NOLOGIN;"));
            }
        }
    }
}
