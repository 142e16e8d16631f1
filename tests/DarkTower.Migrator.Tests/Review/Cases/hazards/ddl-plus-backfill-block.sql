-- expect: lock.ddl-plus-backfill
-- prior: shop
-- options: --empty
-- why: batches win nothing inside one transaction that already holds the lock.
DO $$
DECLARE
    done bigint := 1;
BEGIN
    ALTER TABLE shop.orders ADD COLUMN region text;
    WHILE done > 0 LOOP
        UPDATE shop.orders SET region = 'eu'
        WHERE order_id IN (SELECT order_id FROM shop.orders WHERE region IS NULL ORDER BY order_id LIMIT 100);
        GET DIAGNOSTICS done = ROW_COUNT;
    END LOOP;
END
$$;
