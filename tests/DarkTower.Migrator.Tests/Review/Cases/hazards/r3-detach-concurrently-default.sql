-- expect: fail.detach-with-default
-- prior: partitioned-with-rows
-- options: --empty --non-transactional
-- why: refused while there is a default partition.
ALTER TABLE measurement DETACH PARTITION measurement_y2025 CONCURRENTLY;
