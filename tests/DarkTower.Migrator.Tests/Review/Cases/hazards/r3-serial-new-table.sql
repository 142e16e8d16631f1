-- expect: policy.serial, policy.int-pk
-- prior: rails-blog
-- options: --empty
-- why: int ids end at two thousand million.
CREATE TABLE likes (id serial PRIMARY KEY, post_id bigint NOT NULL);
