-- options: --empty
-- why: a moment of SHARE ROW EXCLUSIVE on both, no look-up.
ALTER TABLE shop.orders ADD CONSTRAINT orders_customer_fkey
    FOREIGN KEY (customer_id) REFERENCES shop.customers ON DELETE RESTRICT NOT VALID;
