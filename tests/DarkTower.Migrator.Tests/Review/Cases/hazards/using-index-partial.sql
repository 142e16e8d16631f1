-- expect: fail.unique-using-index-shape
-- options: --empty
-- why: 42809: a partial index cannot back a constraint.
ALTER TABLE shop.orders ADD CONSTRAINT orders_code_key UNIQUE USING INDEX orders_code_idx;
