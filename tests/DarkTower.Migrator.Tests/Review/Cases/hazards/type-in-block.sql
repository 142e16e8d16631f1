-- expect: lock.type-rewrite
-- prior: shop
-- options: --empty
-- why: the statement is in a string of a block, behind a condition that holds.
DO $do$
DECLARE
    statement text := format('ALTER TABLE %I.%I ALTER COLUMN %I TYPE bigint', 'shop', 'orders', 'qty');
BEGIN
    IF EXISTS (SELECT FROM information_schema.columns WHERE table_schema = 'shop' AND column_name = 'qty') THEN
        EXECUTE statement;
    END IF;
END
$do$;
