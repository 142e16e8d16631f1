-- expect: lock.ddl-plus-backfill, data.update-unbounded
-- prior: rails-blog
-- options: --empty
-- why: the example of every guide: the ALTER's lock is held while all rows are written.
ALTER TABLE "posts" ADD COLUMN "featured" boolean;
UPDATE "posts" SET "featured" = FALSE WHERE "featured" IS NULL;
ALTER TABLE "posts" ALTER COLUMN "featured" SET DEFAULT FALSE;
