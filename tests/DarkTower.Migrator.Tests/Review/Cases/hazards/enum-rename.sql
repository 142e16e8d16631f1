-- expect: compat.enum-rename
-- options: --empty
-- why: the last release compares with the old word: 22P02.
ALTER TYPE shop.mood RENAME VALUE 'good' TO 'fine';
