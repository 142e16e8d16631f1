-- expect: lock.set-not-null-scan
-- prior: rails-blog
-- options: --empty
-- why: change_column_null: reads all rows under the strongest lock.
ALTER TABLE "posts" ALTER COLUMN "slug" SET NOT NULL;
