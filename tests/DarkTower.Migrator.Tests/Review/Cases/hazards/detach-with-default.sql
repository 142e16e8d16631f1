-- expect: fail.detach-with-default
-- options: --empty --non-transactional
-- why: 55000: no concurrent detach while there is a default partition.
ALTER TABLE shop.events DETACH PARTITION shop.events_old CONCURRENTLY;
