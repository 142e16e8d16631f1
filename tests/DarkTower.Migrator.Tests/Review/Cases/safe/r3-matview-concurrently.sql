-- options: --empty --non-transactional
-- why: readers go on.
refresh materialized view concurrently app.totals;
