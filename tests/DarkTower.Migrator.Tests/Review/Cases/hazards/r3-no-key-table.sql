-- expect: policy.primary-key
-- prior: rails-blog
-- options: --empty
-- why: rows cannot be told apart.
CREATE TABLE clicks (post_id bigint, at timestamptz DEFAULT now());
