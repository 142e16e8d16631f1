-- expect: lock.partition-detach
-- options: --empty
-- why: ACCESS EXCLUSIVE on the parent.
ALTER TABLE IF EXISTS shop.events DETACH PARTITION shop."events_old";
