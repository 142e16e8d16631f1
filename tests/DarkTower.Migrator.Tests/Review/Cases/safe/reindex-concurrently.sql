-- options: --non-transactional --empty
-- prior: shop
-- why: builds beside the old index and swaps.
REINDEX (CONCURRENTLY) TABLE shop.orders;
