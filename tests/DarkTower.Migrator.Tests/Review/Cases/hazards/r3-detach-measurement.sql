-- expect: lock.partition-detach
-- prior: partitioned-with-rows
-- options: --empty
-- why: ACCESS EXCLUSIVE on the parent.
ALTER TABLE measurement DETACH PARTITION measurement_y2025;
