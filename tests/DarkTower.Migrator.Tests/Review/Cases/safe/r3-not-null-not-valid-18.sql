-- options: --empty --pg 18
-- prior: rails-blog
-- why: new rows only; validated later.
ALTER TABLE posts ADD CONSTRAINT posts_slug_nn NOT NULL slug NOT VALID;
