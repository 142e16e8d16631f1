-- options: --empty
-- prior: rails-blog
-- why: change_column_null after validate_check_constraint, then the check goes.
ALTER TABLE "posts" ALTER COLUMN "slug" SET NOT NULL;
ALTER TABLE "posts" DROP CONSTRAINT "posts_slug_null";
