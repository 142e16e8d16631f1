-- expect: lock.validate-same-txn, lock.fk-validate
-- options: --empty --non-transactional
-- why: outside a transaction, but a block is one.
DO $$
BEGIN
    ALTER TABLE shop.orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer_id) REFERENCES shop.customers NOT VALID;
    ALTER TABLE shop.orders VALIDATE CONSTRAINT orders_customer_fkey;
END
$$;
