-- Roles belong to the whole server, so another database may already have made them, or be making them now: that lock is the only one
-- that reaches across databases. A login that may not take it (not a superuser) still gets the checks below.
DO $$
BEGIN
    LOCK TABLE pg_catalog.pg_authid IN SHARE ROW EXCLUSIVE MODE;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'cannot lock the roles of the server: %', SQLERRM;
END
$$;

DO $$
DECLARE
    role record;
BEGIN
    FOR role IN
        SELECT * FROM (VALUES
            ('darktower_owner', 'NOLOGIN', 'Dark Tower: owns every object of the schema'),
            ('darktower_migrator', 'LOGIN', 'Dark Tower: changes the schema, as member of darktower_owner'),
            ('darktower_app', 'LOGIN', 'Dark Tower: the access service, under row security'),
            ('darktower_jobs', 'LOGIN', 'Dark Tower: background jobs that reach across tenants'),
            ('darktower_monitor', 'LOGIN', 'Dark Tower: reads statistics, no tables')
        ) AS wanted (name, login, purpose)
    LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = role.name) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I %s NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', role.name, role.login);
                EXECUTE format('COMMENT ON ROLE %I IS %L', role.name, role.purpose);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END;
        END IF;
    END LOOP;
    IF NOT pg_has_role('darktower_migrator', 'darktower_owner', 'MEMBER') THEN
        BEGIN
            GRANT darktower_owner TO darktower_migrator;
        EXCEPTION WHEN unique_violation THEN
            NULL;
        END;
    END IF;
    IF NOT pg_has_role('darktower_monitor', 'pg_monitor', 'MEMBER') THEN
        BEGIN
            GRANT pg_monitor TO darktower_monitor;
        EXCEPTION WHEN unique_violation THEN
            NULL;
        END;
    END IF;
END
$$;

DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO darktower_owner, darktower_migrator, darktower_app, darktower_jobs, darktower_monitor',
        current_database());
    -- The owner makes extensions' and later modules' schemas.
    EXECUTE format('GRANT CREATE ON DATABASE %I TO darktower_owner', current_database());
END
$$;

ALTER SCHEMA public OWNER TO darktower_owner;

REVOKE ALL ON SCHEMA public FROM PUBLIC;

GRANT USAGE ON SCHEMA public TO darktower_app, darktower_jobs;

ALTER DEFAULT PRIVILEGES FOR ROLE darktower_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- The list of applied migrations: written by whoever migrates, seen by nobody else.
ALTER SCHEMA migrations OWNER TO darktower_owner;

ALTER TABLE migrations.applied OWNER TO darktower_owner;

COMMENT ON SCHEMA migrations IS 'Which migrations this database has; no rights for the services.';

COMMENT ON TABLE migrations.applied IS 'One row for each applied migration.';
