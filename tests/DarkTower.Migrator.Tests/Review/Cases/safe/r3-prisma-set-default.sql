-- options: --empty
-- why: for rows to come.
-- AlterTable
ALTER TABLE "Post" ALTER COLUMN "content" SET DEFAULT '';
