-- options: --empty --non-transactional
-- why: readers and writers go on.
REINDEX INDEX CONCURRENTLY app.invoices_pkey;
