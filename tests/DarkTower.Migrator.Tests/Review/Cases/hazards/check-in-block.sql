-- expect: lock.check-validate
-- prior: shop
-- options: --empty
-- why: IF NOT EXISTS in a block, as many teams write it; the scan is the same.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'orders_qty_check') THEN
        ALTER TABLE ONLY shop.orders ADD CONSTRAINT orders_qty_check CHECK (qty > 0);
    END IF;
END
$$;
