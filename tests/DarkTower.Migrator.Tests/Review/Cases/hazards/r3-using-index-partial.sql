-- expect: fail.unique-using-index-shape
-- prior: rails-blog
-- options: --empty
-- why: a partial index backs no constraint.
ALTER TABLE posts ADD CONSTRAINT posts_slug_key UNIQUE USING INDEX posts_slug_live;
