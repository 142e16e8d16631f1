-- expect: fail.unique-using-index-shape
-- options: --empty
-- why: 42809: nor can one over an expression.
ALTER TABLE shop.orders ADD CONSTRAINT orders_code_key UNIQUE USING INDEX "orders_code_Idx";
