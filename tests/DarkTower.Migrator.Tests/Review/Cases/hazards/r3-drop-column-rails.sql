-- expect: data.drop-column, data.drop-without-shadow
-- prior: rails-blog
-- options: --empty
-- why: Rails caches columns: its INSERTs fail, and the values are gone.
ALTER TABLE "users" DROP COLUMN "settings";
