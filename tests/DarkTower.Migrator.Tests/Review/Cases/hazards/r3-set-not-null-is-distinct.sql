-- expect: lock.set-not-null-scan
-- prior: rails-blog
-- options: --empty
-- why: the validated CHECK speaks of another column.
ALTER TABLE posts ALTER COLUMN views_count SET NOT NULL;
