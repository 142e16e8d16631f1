-- expect: lock.partition-detach
-- options: --empty
-- why: ACCESS EXCLUSIVE on the parent.
ALTER TABLE measurement DETACH PARTITION measurement_y2025;
