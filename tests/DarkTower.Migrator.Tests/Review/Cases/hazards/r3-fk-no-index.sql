-- expect: policy.fk-index
-- prior: rails-blog
-- options: --empty
-- why: deleting a post reads all reactions.
CREATE TABLE reactions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post_id bigint NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
    kind text NOT NULL
);
