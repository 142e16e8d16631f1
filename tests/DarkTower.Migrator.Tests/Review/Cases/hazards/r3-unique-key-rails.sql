-- expect: lock.unique-build, lock.index-create
-- prior: rails-blog
-- options: --empty
-- why: add_index unique: true.
CREATE UNIQUE INDEX "index_posts_on_slug" ON "posts" ("slug");
