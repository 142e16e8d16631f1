-- expect: lock.index-create
-- prior: rails-blog
-- options: --empty
-- why: one index on the new table is harmless, the other one is not.
CREATE TABLE tags (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, post_id bigint NOT NULL, name text NOT NULL);
CREATE INDEX tags_post_id_idx ON tags (post_id);
CREATE INDEX tags_name_idx ON tags (name);
CREATE INDEX IF NOT EXISTS posts_lower_title_idx ON posts (lower(title));
