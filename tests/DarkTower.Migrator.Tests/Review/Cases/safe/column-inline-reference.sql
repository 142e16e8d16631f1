-- options: --empty --non-transactional
-- why: a reference without a default has nothing to look up: no scan.
ALTER TABLE shop.baskets ADD COLUMN gift_of bigint REFERENCES shop.givers (giver_id) ON DELETE RESTRICT;
CREATE INDEX CONCURRENTLY baskets_gift_of_idx ON shop.baskets (gift_of);
COMMENT ON INDEX shop.baskets_gift_of_idx IS 'Supports: the foreign key to givers.';
