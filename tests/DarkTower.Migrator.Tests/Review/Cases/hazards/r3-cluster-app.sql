-- expect: lock.rewrite-maintenance
-- options: --empty
-- why: the table is written anew in index order.
CLUSTER app.invoices USING invoices_pkey;
