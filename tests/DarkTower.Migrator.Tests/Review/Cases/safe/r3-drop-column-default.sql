-- options: --empty
-- prior: lower-case-app
-- why: rows keep their values; the column may be null.
alter table app.invoices alter column due set default current_date;
alter table app.invoices alter column due drop default;
