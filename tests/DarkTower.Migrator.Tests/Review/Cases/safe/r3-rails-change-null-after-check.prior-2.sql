ALTER TABLE "posts" ADD CONSTRAINT "posts_slug_null" CHECK ("slug" IS NOT NULL) NOT VALID;
ALTER TABLE "posts" VALIDATE CONSTRAINT "posts_slug_null";
