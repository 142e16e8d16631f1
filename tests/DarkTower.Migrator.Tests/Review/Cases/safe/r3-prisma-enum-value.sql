-- options: --empty
-- why: added, not used.
-- AlterEnum
ALTER TYPE "Role" ADD VALUE 'EDITOR';
