-- options: --empty --non-transactional
-- why: no lock against anybody.
DROP INDEX CONCURRENTLY IF EXISTS app.invoices_room_idx;
