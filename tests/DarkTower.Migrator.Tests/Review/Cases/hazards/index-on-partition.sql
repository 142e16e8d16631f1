-- expect: lock.index-create
-- prior: partitioned-events
-- options: --empty
-- why: a partition is a table: writes to it wait for the build.
CREATE INDEX events_new_body_idx ON shop.events_new (body);
