-- expect: lock.type-rewrite
-- options: --empty
-- why: four bytes in the place of a text: rewrite.
ALTER TABLE shop.orders ALTER COLUMN state DROP DEFAULT, ALTER COLUMN state TYPE shop.progress USING state::shop.progress;
