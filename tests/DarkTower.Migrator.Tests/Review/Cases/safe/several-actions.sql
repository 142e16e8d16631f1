-- options: --empty
-- prior: shop
-- why: several actions on one table and words about another.
ALTER TABLE shop.orders ADD COLUMN region text, ALTER COLUMN state SET DEFAULT 'fresh', ALTER COLUMN note SET DEFAULT '';
COMMENT ON TABLE shop.customers IS 'Who buys.';
