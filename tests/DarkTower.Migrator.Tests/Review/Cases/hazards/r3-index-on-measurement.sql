-- expect: lock.partitioned-index, lock.index-create
-- prior: partitioned-with-rows
-- options: --empty
-- why: every partition is locked against writes until the last index is built.
CREATE INDEX ON measurement (city_id, logdate);
