-- expect: lock.partitioned-index
-- options: --empty
-- why: partitions of partitions: all leaves are built in one go.
CREATE INDEX IF NOT EXISTS readings_value_idx ON shop.readings USING btree (value) WHERE value > 0;
