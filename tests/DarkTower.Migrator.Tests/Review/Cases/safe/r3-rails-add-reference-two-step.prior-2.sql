ALTER TABLE "comments" ADD COLUMN "author_id" bigint;
CREATE INDEX index_comments_on_author_id ON comments (author_id);
