-- options: --empty
-- prior: shop-mood
-- why: fine in a transaction since 12 as long as nothing uses it there.
ALTER TYPE shop.mood ADD VALUE IF NOT EXISTS 'so-so' AFTER 'good';
