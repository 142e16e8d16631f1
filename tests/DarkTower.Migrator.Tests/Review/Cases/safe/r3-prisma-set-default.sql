-- options: --empty
-- prior: prisma-blog
-- why: for rows to come.
-- AlterTable
ALTER TABLE "Post" ALTER COLUMN "content" SET DEFAULT '';
