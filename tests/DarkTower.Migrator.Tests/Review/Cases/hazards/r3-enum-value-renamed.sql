-- expect: compat.enum-rename
-- prior: prisma-blog
-- options: --empty
-- why: running releases write the old label.
ALTER TYPE public."Role" RENAME VALUE 'ADMIN' TO 'OWNER';
