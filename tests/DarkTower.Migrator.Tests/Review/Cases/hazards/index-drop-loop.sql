-- expect: lock.index-drop
-- options: --empty
-- why: a loop over the catalog drops every index that looks unused; each drop takes ACCESS EXCLUSIVE on its table.
DO $$
DECLARE
    dead regclass;
BEGIN
    FOR dead IN SELECT indexrelid::regclass FROM pg_index
        WHERE indrelid = 'shop.orders'::regclass AND NOT indisunique
    LOOP
        EXECUTE format('DROP INDEX %s', dead);
    END LOOP;
END
$$;
