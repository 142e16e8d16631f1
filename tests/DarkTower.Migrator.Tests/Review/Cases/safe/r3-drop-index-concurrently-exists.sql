-- options: --empty --non-transactional
-- prior: lower-case-app
-- why: no lock against anybody.
DROP INDEX CONCURRENTLY IF EXISTS app.invoices_room_idx;
