-- expect: down.fails
-- prior: lower-case-app
-- options: --empty
-- why: a name that is not there.
alter table app.invoices add column po_number text;
