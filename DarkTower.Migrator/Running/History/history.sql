CREATE TABLE migrations.history (
    run_id bigint GENERATED ALWAYS AS IDENTITY,
    version bigint NOT NULL,
    direction text NOT NULL,
    state text NOT NULL,
    name text NOT NULL,
    up_checksum text NOT NULL,
    down_checksum text NOT NULL,
    login text NOT NULL DEFAULT session_user,
    client text NOT NULL,
    tool_version text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    duration interval NOT NULL DEFAULT '0',
    statements integer NOT NULL,
    statements_done integer NOT NULL DEFAULT 0,
    statement_begun integer NOT NULL DEFAULT 0,
    backfill_rows bigint NOT NULL DEFAULT 0,
    backfill_org uuid,
    CONSTRAINT history_pkey PRIMARY KEY (run_id),
    CONSTRAINT history_direction_check CHECK (direction IN ('up', 'down')),
    CONSTRAINT history_state_check CHECK (state IN ('running', 'done', 'adopted', 'abandoned')),
    CONSTRAINT history_statements_check CHECK (statements_done BETWEEN 0 AND statements)
);

CREATE UNIQUE INDEX history_running_key ON migrations.history (version) WHERE state = 'running';

COMMENT ON TABLE migrations.history IS 'One row for each run of a migration; written by whoever migrates, no rights for the services.';

COMMENT ON COLUMN migrations.history.state IS
    'running (or interrupted: with nobody holding the migration lock), done, adopted (applied before this table was there), abandoned (an interrupted up that was then reverted).';

COMMENT ON COLUMN migrations.history.up_checksum IS 'SHA-256 over the tokens of the up script as it was executed: a landed migration does not change.';

COMMENT ON COLUMN migrations.history.client IS 'Account and machine the Migrator ran on.';

COMMENT ON COLUMN migrations.history.statement_begun IS 'The statement outside a transaction that was begun last: its effect may be there without its progress.';

COMMENT ON COLUMN migrations.history.backfill_org IS 'The organization a backfill has reached, in the order of their ids.';

COMMENT ON INDEX migrations.history_running_key IS 'Supports: one run of a migration at a time.';
