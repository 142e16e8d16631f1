-- expect: lock.partition-default-scan
-- options: --empty
-- why: the child is proved, the default partition is not: it is read under ACCESS EXCLUSIVE.
ALTER TABLE shop.events ATTACH PARTITION shop.events_next FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
