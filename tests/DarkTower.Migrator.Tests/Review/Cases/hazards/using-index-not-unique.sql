-- expect: fail.unique-using-index-shape
-- options: --empty
-- why: 42809: the index is not unique.
ALTER TABLE shop.orders ADD CONSTRAINT orders_code_key UNIQUE USING INDEX orders_code_idx;
