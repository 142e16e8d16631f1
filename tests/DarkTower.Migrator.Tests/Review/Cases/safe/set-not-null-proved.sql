-- options: --empty
-- why: the validated CHECK is the proof: no scan.
ALTER TABLE shop.orders ALTER COLUMN qty SET NOT NULL;
