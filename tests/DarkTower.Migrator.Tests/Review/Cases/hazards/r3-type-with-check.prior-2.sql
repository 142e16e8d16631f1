ALTER TABLE posts ADD CONSTRAINT posts_title_check CHECK (length(title) < 200);
