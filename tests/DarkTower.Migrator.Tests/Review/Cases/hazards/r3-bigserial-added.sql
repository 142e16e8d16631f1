-- expect: lock.rewrite-identity
-- prior: prisma-blog
-- options: --empty
-- why: Prisma autoincrement() on an existing table.
-- AlterTable
ALTER TABLE "User" ADD COLUMN     "number" BIGSERIAL NOT NULL;
