-- expect: lock.referenced-table
-- options: --empty
-- why: dropping the child takes ACCESS EXCLUSIVE on customers too: its readers wait.
DROP TABLE shop.invoices;
