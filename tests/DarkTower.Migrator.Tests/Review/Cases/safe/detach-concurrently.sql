-- options: --empty --non-transactional
-- prior: partitioned-events
-- why: waits for the queries that use the partition, blocks nobody.
ALTER TABLE shop.events DETACH PARTITION shop.events_old CONCURRENTLY;
