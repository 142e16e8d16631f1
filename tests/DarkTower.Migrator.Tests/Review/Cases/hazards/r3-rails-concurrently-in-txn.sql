-- expect: fail.concurrently-in-txn
-- prior: rails-blog
-- options: --empty
-- why: disable_ddl_transaction! forgotten: 25001.
CREATE INDEX CONCURRENTLY "index_posts_on_status" ON "posts" ("status");
