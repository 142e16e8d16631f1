-- expect: down.incomplete
-- prior: rails-blog
-- options: --empty
-- why: the down forgets the second column.
ALTER TABLE posts ADD COLUMN a text;
ALTER TABLE posts ADD COLUMN b text;
