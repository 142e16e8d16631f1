-- expect: lock.check-validate
-- prior: partitioned-events
-- options: --empty
-- why: the check goes down to every partition and reads it.
ALTER TABLE shop.events ADD CONSTRAINT events_body_check CHECK (body <> '');
