-- options: --empty
-- prior: prisma-blog
-- why: added, not used.
-- AlterEnum
ALTER TYPE "Role" ADD VALUE 'EDITOR';
