-- expect: lock.pk-implicit-not-null, lock.set-not-null-scan
-- prior: prisma-blog
-- options: --empty
-- why: the index is there, the NOT NULL is not: the rows are read under the lock.
ALTER TABLE "Post" DROP CONSTRAINT "Post_pkey";
ALTER TABLE "Post" ADD CONSTRAINT "Post_pkey" PRIMARY KEY USING INDEX "Post_legacy_key";
