-- expect: lock.partition-attach-scan
-- options: --empty
-- why: the CHECK proves the bounds, but was never validated.
ALTER TABLE shop.events ATTACH PARTITION shop.events_next FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
