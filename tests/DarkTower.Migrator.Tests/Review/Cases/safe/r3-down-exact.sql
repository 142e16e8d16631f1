-- options: --empty
-- prior: rails-blog
-- why: the way back is exact.
ALTER TABLE posts ADD COLUMN summary text;
COMMENT ON COLUMN posts.summary IS 'teaser';
ALTER TABLE posts ALTER COLUMN status SET DEFAULT 1;
