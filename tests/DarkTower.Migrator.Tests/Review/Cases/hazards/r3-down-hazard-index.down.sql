ALTER TABLE posts ALTER COLUMN slug DROP DEFAULT;
CREATE INDEX tmp_posts ON posts (slug);
DROP INDEX tmp_posts;
