-- expect: lock.partition-create-parent
-- prior: partitioned-with-rows
-- options: --empty
-- why: ACCESS EXCLUSIVE on the parent.
CREATE TABLE IF NOT EXISTS measurement_y2027 PARTITION OF measurement
    FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
