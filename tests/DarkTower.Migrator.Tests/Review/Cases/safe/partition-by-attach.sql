-- options: --empty
-- prior: partitioned-events
-- why: a table made beside and attached empty: readers and writers of the parent go on.
CREATE TABLE shop.events_next (LIKE shop.events INCLUDING ALL);
ALTER TABLE shop.events_next ADD CONSTRAINT events_next_check CHECK (at >= '2022-01-01' AND at < '2023-01-01');
ALTER TABLE shop.events ATTACH PARTITION shop.events_next FOR VALUES FROM ('2022-01-01') TO ('2023-01-01');
ALTER TABLE shop.events_next DROP CONSTRAINT events_next_check;
COMMENT ON TABLE shop.events_next IS 'Global: events of 2022.';
