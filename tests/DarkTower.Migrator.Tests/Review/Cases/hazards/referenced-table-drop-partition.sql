-- expect: lock.referenced-table, lock.partition-detach
-- prior: partitioned-events
-- options: --empty
-- why: dropping a partition takes ACCESS EXCLUSIVE on the parent: all of events waits.
DROP TABLE shop.events_old;
