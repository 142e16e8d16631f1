DO $$
BEGIN
    LOCK TABLE pg_catalog.pg_authid IN SHARE ROW EXCLUSIVE MODE;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'cannot lock the roles of the server: %', SQLERRM;
END
$$;

COMMENT ON TABLE migrations.applied IS NULL;

COMMENT ON SCHEMA migrations IS NULL;

ALTER TABLE migrations.applied OWNER TO CURRENT_USER;

ALTER SCHEMA migrations OWNER TO CURRENT_USER;

ALTER DEFAULT PRIVILEGES FOR ROLE darktower_owner GRANT EXECUTE ON FUNCTIONS TO PUBLIC;

REVOKE USAGE ON SCHEMA public FROM darktower_app, darktower_jobs;

GRANT USAGE ON SCHEMA public TO PUBLIC;

ALTER SCHEMA public OWNER TO pg_database_owner;

DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM darktower_owner, darktower_migrator, darktower_app, darktower_jobs, darktower_monitor',
        current_database());
    EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO PUBLIC', current_database());
END
$$;

-- A role goes only when no other database of the server uses it: the server itself refuses otherwise.
DO $$
DECLARE
    role text;
BEGIN
    FOREACH role IN ARRAY ARRAY['darktower_monitor', 'darktower_jobs', 'darktower_app', 'darktower_migrator', 'darktower_owner']
    LOOP
        BEGIN
            EXECUTE format('DROP ROLE IF EXISTS %I', role);
        EXCEPTION WHEN dependent_objects_still_exist OR object_in_use THEN
            RAISE NOTICE 'role % stays: %', role, SQLERRM;
        END;
    END LOOP;
END
$$;
