-- options: --empty --non-transactional
-- why: no lock against anybody.
DROP INDEX CONCURRENTLY IF EXISTS app.invoices_tenant_id_idx;
