-- expect: lock.rewrite-volatile-default, lock.rewrite-identity
-- prior: rails-blog
-- options: --empty
-- why: nextval is volatile: all rows are written.
CREATE SEQUENCE posts_position_seq;
ALTER TABLE posts ADD COLUMN position bigint DEFAULT nextval('posts_position_seq');
