-- expect: txn.invalid-index-retry
-- prior: lower-case-app
-- options: --empty --non-transactional
-- why: the retry after a failure takes the invalid remain for the index.
CREATE INDEX CONCURRENTLY IF NOT EXISTS invoices_due_idx ON app.invoices (tenant_id, due);
