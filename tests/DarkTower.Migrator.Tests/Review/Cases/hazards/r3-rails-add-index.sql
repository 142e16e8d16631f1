-- expect: lock.index-create
-- prior: rails-blog
-- options: --empty
-- why: a Rails add_index without algorithm: writers of posts wait until it is built.
-- == AddIndexOnPostsSlug: migrating
CREATE INDEX "index_posts_on_slug" ON "posts" ("slug");
INSERT INTO "schema_migrations" (version) VALUES ('20240202000000') RETURNING "version";
