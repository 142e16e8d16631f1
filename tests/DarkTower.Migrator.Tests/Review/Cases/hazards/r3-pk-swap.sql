-- expect: lock.pk-build, lock.pk-implicit-not-null
-- prior: prisma-blog
-- options: --empty
-- why: the key is dropped and another one built in its place, the way Prisma alters an id.
-- AlterTable
ALTER TABLE "Post" DROP CONSTRAINT "Post_pkey",
ADD CONSTRAINT "Post_pkey" PRIMARY KEY ("id", "title");
