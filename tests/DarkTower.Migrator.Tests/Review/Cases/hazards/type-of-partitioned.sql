-- expect: lock.type-rewrite
-- prior: partitioned-events
-- options: --empty
-- why: every partition is written anew in one transaction.
ALTER TABLE shop.events ALTER COLUMN body TYPE bytea USING convert_to(body, 'UTF8');
