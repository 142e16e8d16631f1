-- expect: lock.multi-table-txn
-- prior: lower-case-app
-- options: --empty
-- why: two live tables are held until the commit.
alter table app.invoices add column approved_by text;
alter table app.tenants add column plan text;
