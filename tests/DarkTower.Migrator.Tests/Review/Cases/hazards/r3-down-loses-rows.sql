-- expect: down.data-loss
-- prior: lower-case-app
-- also: data.delete-unbounded, down.hazard
-- options: --empty
-- why: the down removes more than the up made.
alter table app.invoices add column po_number text;
