create unique index concurrently invoices_number_idx on app.invoices (tenant_id, number);
