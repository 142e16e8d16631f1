-- expect: lock.index-drop
-- prior: rails-blog
-- options: --empty
-- why: IF EXISTS does not change the lock on posts.
drop index if exists index_posts_on_user_id;
