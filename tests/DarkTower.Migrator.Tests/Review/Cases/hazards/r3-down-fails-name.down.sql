alter table app.invoices drop column ponumber;
