-- options: --empty
-- prior: partitioned-with-rows
-- why: the check proves the bounds; no default partition.
alter table measurement attach partition measurement_y2024 for values from ('2024-01-01') to ('2025-01-01');
