-- options: --non-transactional --empty
-- why: builds beside the old index and swaps.
REINDEX (CONCURRENTLY) TABLE shop.orders;
