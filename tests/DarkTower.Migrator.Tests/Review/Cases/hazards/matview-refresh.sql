-- expect: lock.matview-refresh
-- options: --empty
-- why: ACCESS EXCLUSIVE on the view for as long as its query runs: readers wait.
REFRESH MATERIALIZED VIEW shop.turnover;
