-- expect: lock.rewrite-generated
-- prior: rails-blog
-- options: --empty
-- why: the full text example of the manual: computed for every row.
ALTER TABLE posts
    ADD COLUMN textsearchable_index_col tsvector
               GENERATED ALWAYS AS (to_tsvector('english', coalesce(title, '') || ' ' || coalesce(body, ''))) STORED;
