-- expect: lock.partition-attach-scan
-- prior: partitioned-with-rows
-- options: --empty
-- why: all rows of the new partition are read under the lock.
alter table measurement attach partition measurement_y2024 for values from ('2024-01-01') to ('2025-01-01');
