-- expect: compat.enum-rename
-- prior: shop-mood
-- options: --empty
-- why: the last release compares with the old word: 22P02.
ALTER TYPE shop.mood RENAME VALUE 'good' TO 'fine';
