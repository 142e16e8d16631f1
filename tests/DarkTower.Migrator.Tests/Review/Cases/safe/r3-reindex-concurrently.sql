-- options: --empty --non-transactional
-- prior: lower-case-app
-- why: readers and writers go on.
REINDEX INDEX CONCURRENTLY app.invoices_pkey;
