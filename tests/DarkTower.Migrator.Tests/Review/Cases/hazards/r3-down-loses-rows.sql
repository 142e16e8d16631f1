-- expect: down.data-loss
-- also: data.delete-unbounded, down.hazard
-- options: --empty
-- why: the down removes more than the up made.
alter table app.invoices add column po_number text;
