-- options: --empty --non-transactional
-- prior: rails-blog
-- why: algorithm: :concurrently with disable_ddl_transaction!.
CREATE INDEX CONCURRENTLY "index_posts_on_slug" ON "posts" ("slug");
