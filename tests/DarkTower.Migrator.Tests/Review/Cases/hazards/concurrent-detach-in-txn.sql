-- expect: fail.concurrently-in-txn
-- prior: partitioned-events
-- options: --empty
-- why: 25001: a concurrent detach is two transactions.
ALTER TABLE shop.events DETACH PARTITION shop.events_old CONCURRENTLY;
