-- expect: lock.fk-validate
-- options: --empty
-- why: joins both tables while writes to both wait.
ALTER TABLE shop.orders ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer_id) REFERENCES shop.customers ON DELETE RESTRICT;
