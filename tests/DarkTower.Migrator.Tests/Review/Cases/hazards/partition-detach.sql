-- expect: lock.partition-detach
-- prior: partitioned-events
-- options: --empty
-- why: ACCESS EXCLUSIVE on the parent.
ALTER TABLE IF EXISTS shop.events DETACH PARTITION shop."events_old";
