-- expect: down.irreversible-undeclared, down.incomplete
-- also: down.incomplete
-- options: --empty
-- why: an enum value stays; the down does not say so.
ALTER TYPE "Role" ADD VALUE 'GUEST';
