-- expect: fail.partition-key-in-unique
-- prior: partitioned-with-rows
-- options: --empty
-- why: the partition key is missing.
ALTER TABLE measurement ADD CONSTRAINT measurement_city_key UNIQUE (city_id);
