-- options: --empty --non-transactional
-- prior: partitioned-with-rows
-- why: readers and writers go on.
ALTER TABLE measurement DETACH PARTITION measurement_y2025 CONCURRENTLY;
