-- options: --empty
-- prior: lower-case-app
-- why: the index was built concurrently before.
alter table app.invoices add constraint invoices_number_key unique using index invoices_number_idx;
