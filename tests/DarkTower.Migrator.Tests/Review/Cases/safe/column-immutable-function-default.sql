-- options: --empty
-- prior: shop
-- why: an expression of immutable functions is one value.
ALTER TABLE shop.orders ADD COLUMN digest bytea DEFAULT sha256(convert_to('none', 'UTF8')),
    ADD tags text[] NOT NULL DEFAULT ARRAY['a', lower('B')];
