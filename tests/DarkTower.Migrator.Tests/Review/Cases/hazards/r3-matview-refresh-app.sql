-- expect: lock.matview-refresh
-- options: --empty
-- why: readers of the totals wait for the query.
refresh materialized view app.totals with data;
