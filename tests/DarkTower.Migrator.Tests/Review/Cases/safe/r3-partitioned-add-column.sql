-- options: --empty
-- why: catalog only, on all partitions.
ALTER TABLE measurement ADD COLUMN humidity int DEFAULT 50;
