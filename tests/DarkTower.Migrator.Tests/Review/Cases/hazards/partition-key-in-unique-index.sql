-- expect: fail.partition-key-in-unique
-- prior: partitioned-events
-- options: --empty
-- why: the same as a plain unique index.
CREATE UNIQUE INDEX events_body_key ON shop.events (body);
