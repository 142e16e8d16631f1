-- expect: lock.index-drop, lock.unique-build
-- prior: rails-blog
-- options: --empty
-- why: an index made unique: dropped and built again under locks.
DROP INDEX "index_comments_on_post_id";
CREATE UNIQUE INDEX "index_comments_on_post_id" ON comments (post_id, id);
