-- expect: lock.partition-create-parent
-- prior: partitioned-events
-- options: --empty
-- why: ACCESS EXCLUSIVE on the parent, where CREATE TABLE LIKE and ATTACH would take SHARE UPDATE EXCLUSIVE.
CREATE TABLE shop.events_next PARTITION OF shop.events FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
COMMENT ON TABLE shop.events_next IS 'Global: events of 2022.';
