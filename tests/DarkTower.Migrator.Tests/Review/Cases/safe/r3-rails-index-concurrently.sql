-- options: --empty --non-transactional
-- why: algorithm: :concurrently with disable_ddl_transaction!.
CREATE INDEX CONCURRENTLY "index_posts_on_slug" ON "posts" ("slug");
