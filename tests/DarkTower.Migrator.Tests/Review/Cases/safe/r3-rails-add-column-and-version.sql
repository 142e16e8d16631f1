-- options: --empty
-- prior: rails-blog
-- why: nullable, and the row that every Rails migration writes.
ALTER TABLE "posts" ADD COLUMN "subtitle" character varying;
INSERT INTO "schema_migrations" (version) VALUES ('20240303000000');
