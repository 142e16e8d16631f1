-- expect: down.irreversible-undeclared, down.incomplete
-- prior: prisma-blog
-- also: down.incomplete
-- options: --empty
-- why: an enum value stays; the down does not say so.
ALTER TYPE "Role" ADD VALUE 'GUEST';
