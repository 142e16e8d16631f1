-- expect: data.trigger-disabled
-- prior: rails-blog
-- options: --empty
-- why: left off: writes skip it from then on.
ALTER TABLE posts DISABLE TRIGGER USER;
ALTER TABLE posts ALTER COLUMN status SET DEFAULT 1;
