-- options: --empty --non-transactional
-- prior: lower-case-app
-- why: readers go on.
refresh materialized view concurrently app.totals;
