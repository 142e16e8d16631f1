-- options: --empty
-- why: a validated CHECK proves the bounds, there is no default partition: SHARE UPDATE EXCLUSIVE on the parent, no scan.
ALTER TABLE shop.events ATTACH PARTITION shop.events_next FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
