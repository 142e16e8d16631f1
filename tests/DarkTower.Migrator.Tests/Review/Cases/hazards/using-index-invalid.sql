-- expect: fail.unique-using-index-shape
-- options: --empty
-- why: 55000: the concurrent build had failed and left the index invalid.
ALTER TABLE shop.orders ADD CONSTRAINT orders_code_key UNIQUE USING INDEX orders_code_idx;
