-- options: --empty
-- why: the old name stays as an updatable view with the same columns: the last release reads and writes through it.
ALTER TABLE shop.orders RENAME TO purchases;
CREATE VIEW shop.orders WITH (security_invoker = true) AS SELECT * FROM shop.purchases;
COMMENT ON VIEW shop.orders IS 'Compatibility: the name of purchases until the last release is gone.';
