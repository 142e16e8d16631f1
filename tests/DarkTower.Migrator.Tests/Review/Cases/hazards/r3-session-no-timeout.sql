-- expect: lock.no-timeout
-- prior: rails-blog
-- options: --empty
-- why: switched off for what follows.
SET SESSION lock_timeout TO 0;
ALTER TABLE posts ADD COLUMN subtitle text;
