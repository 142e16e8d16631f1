-- options: --empty --pg 18
-- prior: rails-blog
-- why: computed when read.
ALTER TABLE posts ADD COLUMN title_length int GENERATED ALWAYS AS (length(title)) VIRTUAL;
