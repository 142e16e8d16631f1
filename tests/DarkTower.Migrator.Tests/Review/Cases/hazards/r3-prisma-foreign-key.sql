-- expect: lock.fk-validate
-- prior: prisma-blog
-- options: --empty
-- why: written by prisma migrate for every relation.
-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
