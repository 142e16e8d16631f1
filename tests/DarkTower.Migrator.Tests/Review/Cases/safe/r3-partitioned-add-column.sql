-- options: --empty
-- prior: partitioned-with-rows
-- why: catalog only, on all partitions.
ALTER TABLE measurement ADD COLUMN humidity int DEFAULT 50;
