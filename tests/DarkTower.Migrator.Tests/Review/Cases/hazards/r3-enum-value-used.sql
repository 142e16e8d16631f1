-- expect: fail.enum-value-same-txn
-- prior: prisma-blog
-- options: --empty
-- why: 55P04: not usable before the commit.
-- AlterEnum
ALTER TYPE "Role" ADD VALUE IF NOT EXISTS 'EDITOR' BEFORE 'ADMIN';
-- AlterTable
ALTER TABLE "User" ALTER COLUMN "role" SET DEFAULT 'EDITOR';
