-- expect: lock.set-not-null-scan
-- options: --empty
-- why: the CHECK that would prove it was never validated.
ALTER TABLE shop.orders ALTER COLUMN qty SET NOT NULL;
