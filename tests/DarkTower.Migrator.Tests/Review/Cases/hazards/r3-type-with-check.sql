-- expect: lock.type-check-rescan
-- prior: rails-blog
-- options: --empty
-- why: a CHECK covers the column: all rows are read again.
ALTER TABLE posts ALTER COLUMN title TYPE text;
