-- options: --empty
-- prior: partitioned-with-rows
-- why: nothing is built.
CREATE INDEX measurement_city_idx ON ONLY measurement (city_id);
