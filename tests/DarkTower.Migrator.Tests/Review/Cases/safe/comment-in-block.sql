-- options: --empty
-- prior: partitioned-events
-- why: dynamic SQL, but only comments.
DO $$
DECLARE
    part regclass;
BEGIN
    FOR part IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'shop.events'::regclass LOOP
        EXECUTE format('COMMENT ON TABLE %s IS %L', part, 'Global: events of one year.');
    END LOOP;
END
$$;
