-- expect: down.incomplete
-- options: --empty
-- why: the down forgets the second column.
ALTER TABLE posts ADD COLUMN a text;
ALTER TABLE posts ADD COLUMN b text;
