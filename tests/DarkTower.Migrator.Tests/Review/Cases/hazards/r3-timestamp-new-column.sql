-- expect: policy.timestamp-tz
-- prior: rails-blog
-- options: --empty
-- why: t.datetime of Rails is without a time zone.
CREATE TABLE "events" ("id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "happened_at" timestamp(6) NOT NULL);
