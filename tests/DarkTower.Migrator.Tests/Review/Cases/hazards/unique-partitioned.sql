-- expect: lock.partitioned-index, lock.unique-build
-- options: --empty
-- why: one index on every partition, built while all are locked.
ALTER TABLE shop.events ADD CONSTRAINT events_key UNIQUE (at, body);
