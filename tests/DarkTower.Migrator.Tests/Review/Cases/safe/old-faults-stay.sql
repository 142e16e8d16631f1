-- options: --empty
-- why: the table has a foreign key without an index, a serial and no comment since long; the change is not to blame for them.
ALTER TABLE shop.invoices ADD COLUMN paid_at timestamptz;
