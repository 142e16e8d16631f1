-- expect: down.hazard
-- prior: rails-blog
-- options: --empty
-- why: the way back builds an index under a lock.
ALTER TABLE posts ALTER COLUMN slug SET DEFAULT '';
