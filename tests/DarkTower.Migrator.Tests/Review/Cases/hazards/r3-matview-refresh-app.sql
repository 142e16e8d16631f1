-- expect: lock.matview-refresh
-- prior: lower-case-app
-- options: --empty
-- why: readers of the totals wait for the query.
refresh materialized view app.totals with data;
