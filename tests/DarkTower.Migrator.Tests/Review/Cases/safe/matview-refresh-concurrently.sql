-- options: --empty
-- why: readers go on; allowed in a transaction.
REFRESH MATERIALIZED VIEW CONCURRENTLY shop.turnover;
