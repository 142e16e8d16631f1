-- options: --empty --non-transactional
-- prior: rails-blog
-- why: the column was there before with its index; the key is not validated yet.
ALTER TABLE "comments" ADD CONSTRAINT "fk_rails_9f2a" FOREIGN KEY ("author_id") REFERENCES "users" ("id") NOT VALID;
