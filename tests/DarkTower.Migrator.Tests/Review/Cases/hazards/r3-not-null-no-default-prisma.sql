-- expect: fail.not-null-existing-rows
-- prior: prisma-blog
-- options: --empty
-- why: Prisma warns of it and writes it all the same: fails when there is one row.
/*
  Warnings:

  - Added the required column `slug` to the `Post` table without a default value. This is not possible if the table is not empty.

*/
-- AlterTable
ALTER TABLE "Post" ADD COLUMN     "slug" TEXT NOT NULL;
