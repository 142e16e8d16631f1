-- expect: lock.unique-build
-- options: --empty
-- why: add_index unique: true.
CREATE UNIQUE INDEX "index_posts_on_slug" ON "posts" ("slug");
