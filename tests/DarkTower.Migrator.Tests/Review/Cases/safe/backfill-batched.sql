-- options: --empty --non-transactional
-- why: 5,000 rows in a transaction, again until none is left.
-- backfill
UPDATE shop.orders SET note = 'none'
WHERE order_id IN (SELECT order_id FROM shop.orders WHERE note IS NULL ORDER BY order_id LIMIT 5000);
