using DarkTower.Migrator.Catalog;

namespace DarkTower.Migrator.Tests.Catalog;

/// <summary>A migration with a new tenant table, right but for one thing, breaks the one rule that is about that thing.</summary>
public sealed class WrongMigrationTests(SharedMigratedDatabase shared) : IClassFixture<SharedMigratedDatabase>
{
    private const string Right = """
        CREATE TABLE public.notes (
            org_id uuid NOT NULL,
            note_id uuid NOT NULL,
            user_id uuid NOT NULL,
            status text NOT NULL DEFAULT 'open',
            body text NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now(),
            updated_at timestamptz NOT NULL DEFAULT now(),
            CONSTRAINT notes_pkey PRIMARY KEY (org_id, note_id),
            CONSTRAINT notes_user_fkey FOREIGN KEY (org_id, user_id) REFERENCES public.users (org_id, user_id) ON DELETE RESTRICT,
            CONSTRAINT notes_status_check CHECK (status IN ('open', 'done'))
        );
        CREATE INDEX notes_user_idx ON public.notes (org_id, user_id);
        ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY;
        ALTER TABLE public.notes FORCE ROW LEVEL SECURITY;
        CREATE POLICY tenant ON public.notes
            USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
            WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);
        CREATE TRIGGER notes_set_updated_at BEFORE UPDATE ON public.notes FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();
        GRANT SELECT, INSERT, UPDATE (status) ON public.notes TO darktower_app;
        COMMENT ON TABLE public.notes IS 'Notes of people.';
        COMMENT ON COLUMN public.notes.org_id IS 'Tenant.';
        COMMENT ON COLUMN public.notes.note_id IS 'Key.';
        COMMENT ON COLUMN public.notes.user_id IS 'Who wrote it.';
        COMMENT ON COLUMN public.notes.status IS 'open or done.';
        COMMENT ON COLUMN public.notes.body IS 'Text.';
        COMMENT ON COLUMN public.notes.created_at IS 'When the row was made.';
        COMMENT ON COLUMN public.notes.updated_at IS 'When the row last changed, kept by a trigger.';
        COMMENT ON INDEX public.notes_pkey IS 'Supports: reading one note.';
        COMMENT ON INDEX public.notes_user_idx IS 'Supports: the foreign key to users.';
        """;

    private const string Tail = "\nCOMMENT ON TABLE public.notes IS 'Notes of people.';";

    public static TheoryData<string, string, string> Mistakes => new()
    {
        {
            "tenant.org-id-default",
            "    org_id uuid NOT NULL,\n",
            "    org_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',\n"
        },
        { "tenant.unique-without-org", "PRIMARY KEY (org_id, note_id)", "PRIMARY KEY (note_id)" },
        {
            "tenant.fk-without-org",
            "FOREIGN KEY (org_id, user_id) REFERENCES public.users (org_id, user_id)",
            "FOREIGN KEY (user_id) REFERENCES public.organizations (org_id)"
        },
        { "tenant.index-without-org", "ON public.notes (org_id, user_id)", "ON public.notes (user_id, org_id)" },
        { "tenant.rls-missing", "ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY;", "" },
        { "tenant.rls-not-forced", "ALTER TABLE public.notes FORCE ROW LEVEL SECURITY;", "" },
        { "tenant.rls-weakened", "    WITH CHECK (org_id", "    WITH CHECK (true OR org_id" },
        { "tenant.rls-permissive", Tail, "\nCREATE POLICY all_of_them ON public.notes USING (true);" + Tail },
        { "tenant.rls-permissive", Tail, "\nCREATE POLICY jobs ON public.notes TO darktower_jobs USING (true);" + Tail },
        { "policy.grants", "GRANT SELECT, INSERT, UPDATE (status)", "GRANT SELECT, INSERT, UPDATE" },
        { "policy.grant-public", Tail, "\nGRANT SELECT ON public.notes TO PUBLIC;" + Tail },
        {
            "policy.updated-at",
            "CREATE TRIGGER notes_set_updated_at BEFORE UPDATE ON public.notes FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();",
            ""
        },
        { "policy.state-check", ",\n    CONSTRAINT notes_status_check CHECK (status IN ('open', 'done'))", "" },
        {
            "policy.fk-index",
            "CREATE INDEX notes_user_idx ON public.notes (org_id, user_id)",
            "CREATE INDEX notes_user_idx ON public.notes (org_id, user_id) WHERE status = 'open'"
        },
        { "policy.fk-action", " ON DELETE RESTRICT", "" },
        { "policy.fk-action", " ON DELETE RESTRICT", " ON DELETE SET NULL" },
        { "policy.table-comment", Tail, "" },
        { "policy.column-comment", "COMMENT ON COLUMN public.notes.body IS 'Text.';", "" },
        { "policy.index-justification", "'Supports: the foreign key to users.'", "'For speed.'" },
        { "policy.naming", "notes_status_check", "status_check" },
        { "policy.naming", "notes_user_idx", "by_user" },
        { "policy.identifier-length", "notes_status_check", "notes_a_name_that_is_much_longer_than_postgresql_keeps_it_status_check" },
        { "policy.type", "body text NOT NULL", "body varchar(100) NOT NULL" },
        { "policy.char", "body text NOT NULL", "body char(100) NOT NULL" },
        { "policy.json", "body text NOT NULL", "body json NOT NULL" },
        { "policy.jsonb-generic", "body text NOT NULL", "body jsonb NOT NULL" },
        { "policy.timestamp-tz", "body text NOT NULL", "body timestamp NOT NULL" },
        { "policy.serial", "body text NOT NULL", "body bigserial" },
        { "policy.enum-state", "status text NOT NULL DEFAULT 'open'", "status public.note_status NOT NULL" },
        { "policy.not-null", "body text NOT NULL", "body boolean" },
        { "pii.missing-comment", "body text NOT NULL", "phone_number text NOT NULL" },
        { "pii.missing-comment", "body text NOT NULL", "seen_from inet NOT NULL" },
        { "pii.missing-comment", "body text NOT NULL", "secret_hash bytea NOT NULL" },
        { "pii.forbidden-column", "body text NOT NULL", "card_number text NOT NULL" },
        { "pii.forbidden-column", "body text NOT NULL", "cvv smallint NOT NULL" },
        { "pii.plaintext-secret", "body text NOT NULL", "api_key text NOT NULL" },
        { "policy.float-money", "body text NOT NULL", "price double precision NOT NULL" },
        { "policy.hot-column-indexed", "(org_id, user_id);", "(org_id, user_id, updated_at);" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task One_mistake_gives_its_code_and_no_other(string code, string right, string wrong) =>
        Assert.Equal([code], await CodesAsync(Changed(right, wrong)));

    [Fact]
    public async Task The_right_migration_breaks_nothing() => Assert.Empty(await CodesAsync(Right));

    [Fact]
    public async Task A_table_without_org_id_is_told_so_once()
    {
        const string Plain = """
            CREATE TABLE public.notes (
                note_id uuid NOT NULL,
                created_at timestamptz NOT NULL DEFAULT now(),
                updated_at timestamptz NOT NULL DEFAULT now(),
                CONSTRAINT notes_pkey PRIMARY KEY (note_id)
            );
            CREATE TRIGGER notes_set_updated_at BEFORE UPDATE ON public.notes FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();
            COMMENT ON TABLE public.notes IS '{0}';
            COMMENT ON COLUMN public.notes.note_id IS 'Key.';
            COMMENT ON COLUMN public.notes.created_at IS 'When the row was made.';
            COMMENT ON COLUMN public.notes.updated_at IS 'When the row last changed, kept by a trigger.';
            COMMENT ON INDEX public.notes_pkey IS 'Supports: reading one note.';
            """;

        Assert.Equal(["tenant.missing-org-id"], await CodesAsync(string.Format(Plain, "Notes.")));
        Assert.Empty(await CodesAsync(string.Format(Plain, "Global: notes of the platform.")));
        Assert.Equal(["tenant.unclassified"], await CodesAsync(string.Format(Plain, "Global: notes.").Replace("note_id", "org_id")));
        Assert.Equal(["policy.primary-key"], await CodesAsync(string.Format(Plain, "Global: notes.")
            .Replace(",\n    CONSTRAINT notes_pkey PRIMARY KEY (note_id)", "").Replace("COMMENT ON INDEX", "-- ")));
        Assert.Equal(["policy.int-pk"], await CodesAsync(string.Format(Plain, "Global: notes.").Replace("_id uuid", "_id integer")));
    }

    [Fact]
    public async Task A_table_whose_org_id_may_be_null_is_told_so_once() => Assert.Equal(
        ["tenant.org-id-nullable"],
        await CodesAsync(Right.Replace("    org_id uuid NOT NULL", "    org_id uuid").Replace("KEY (org_id, note_id)", "KEY (note_id)")));

    [Fact]
    public async Task A_table_without_any_policy_is_told_so()
    {
        var withoutPolicy = Right.Replace("CREATE POLICY tenant ON public.notes", "").Replace(
            "    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)\n", "").Replace(
            "    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);\n", "");

        Assert.Equal(["tenant.rls-no-policy"], await CodesAsync(withoutPolicy));
    }

    private static string Changed(string right, string wrong)
    {
        Assert.Contains(right, Right);
        var migration = Right.Replace(right, wrong);
        // A column that is called otherwise takes its comment along.
        if (right == "body text NOT NULL")
            migration = migration.Replace("notes.body ", $"notes.{wrong.Split(' ')[0]} ");
        return wrong.Contains("note_status") ? "CREATE TYPE public.note_status AS ENUM ('open', 'done');" + migration : migration;
    }

    private async Task<IEnumerable<string>> CodesAsync(string migration)
    {
        await using var connection = await Sql.OpenAsync(shared.AdminConnectionString);
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("SET LOCAL ROLE darktower_owner");
        await connection.ExecuteAsync(migration);
        return (await SchemaRules.FindAsync(connection, Conventions.Project)).Select(violation => violation.Code).Distinct();
    }
}
