-- expect: data.delete-unbounded
-- prior: prisma-blog
-- options: --empty
-- why: as many rows as there are orphans, in one statement.
DELETE FROM "Post" p USING "User" u WHERE p."authorId" = u."id" AND u."role" = 'USER';
