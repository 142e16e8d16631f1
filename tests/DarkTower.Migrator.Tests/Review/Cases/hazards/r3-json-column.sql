-- expect: policy.json
-- prior: rails-blog
-- options: --empty
-- why: json has no equality: SELECT DISTINCT fails.
ALTER TABLE "users" ADD COLUMN "properties" json;
