-- options: --empty
-- why: the index was built concurrently before; the constraint only adopts it.
ALTER TABLE shop.orders ADD CONSTRAINT orders_code_key UNIQUE USING INDEX orders_code_key;
COMMENT ON INDEX shop.orders_code_key IS 'Supports: finding an order by code.';
