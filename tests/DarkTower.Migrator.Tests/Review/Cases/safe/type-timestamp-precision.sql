-- options: --empty
-- why: more digits of a second: what is stored stays.
ALTER TABLE shop.visits ALTER COLUMN seen_at TYPE timestamptz(6);
