-- expect: lock.partition-attach-scan
-- options: --empty
-- why: nothing proves the bounds: the table is read while it is locked against everybody.
ALTER TABLE shop.events ATTACH PARTITION shop.events_next FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
