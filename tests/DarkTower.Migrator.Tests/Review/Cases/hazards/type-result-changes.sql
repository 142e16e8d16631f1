-- expect: compat.plan-invalidation
-- prior: shop
-- options: --empty
-- why: prepared statements that return the column fail once with 0A000: cached plan must not change result type.
ALTER TABLE shop.customers ALTER COLUMN email TYPE text;
