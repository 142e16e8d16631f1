ALTER TABLE shop.invoices DROP COLUMN paid_at;
