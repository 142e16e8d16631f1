-- expect: lock.pk-implicit-not-null
-- prior: prisma-blog
-- also: lock.pk-build
-- options: --empty
-- why: the column may be null: it is read first, and the index is built.
ALTER TABLE "Post" DROP CONSTRAINT "Post_pkey";
ALTER TABLE "Post" ADD PRIMARY KEY ("legacyId");
