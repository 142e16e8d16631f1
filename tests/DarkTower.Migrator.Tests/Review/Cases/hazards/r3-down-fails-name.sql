-- expect: down.fails
-- options: --empty
-- why: a name that is not there.
alter table app.invoices add column po_number text;
