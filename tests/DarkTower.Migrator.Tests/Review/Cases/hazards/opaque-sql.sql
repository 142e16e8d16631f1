-- expect: txn.opaque-sql
-- options: --empty
-- why: what runs is in a table of the production database; nobody can say here what it is.
DO $$
DECLARE
    line text;
BEGIN
    FOR line IN SELECT command FROM ops.commands ORDER BY number LOOP
        EXECUTE line;
    END LOOP;
END
$$;
