-- expect: lock.type-rewrite
-- prior: rails-blog
-- options: --empty
-- why: change_column integer to bigint: written anew.
ALTER TABLE "posts" ALTER COLUMN "views_count" TYPE bigint, ALTER COLUMN "title" TYPE character varying;
