-- expect: lock.rewrite-maintenance
-- prior: lower-case-app
-- options: --empty
-- why: the table is written anew in index order.
CLUSTER app.invoices USING invoices_pkey;
