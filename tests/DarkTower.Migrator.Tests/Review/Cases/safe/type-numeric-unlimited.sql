-- options: --empty
-- why: taking precision and scale away rewrites nothing.
ALTER TABLE shop.orders ALTER COLUMN amount TYPE numeric;
