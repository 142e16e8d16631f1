-- expect: lock.referenced-table
-- options: --empty
-- why: the column carries a foreign key: customers is locked against reads with it.
ALTER TABLE shop.invoices DROP COLUMN IF EXISTS "customer_id";
