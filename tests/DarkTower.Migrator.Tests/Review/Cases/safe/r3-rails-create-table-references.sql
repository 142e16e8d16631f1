-- options: --empty
-- prior: rails-blog
-- why: a foreign key without validation, its index on the new table.
CREATE TABLE "likes" ("id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "post_id" bigint NOT NULL, "created_at" timestamptz NOT NULL);
CREATE INDEX "index_likes_on_post_id" ON "likes" ("post_id");
