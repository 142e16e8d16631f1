-- expect: compat.rename-column
-- prior: rails-blog
-- options: --empty
-- why: the running release says the old name.
ALTER TABLE "posts" RENAME COLUMN "body" TO "content";
