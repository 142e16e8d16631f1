-- expect: lock.partition-default-scan
-- prior: partitioned-with-rows
-- options: --empty
-- why: the default partition has to be read for rows of 2027.
create table measurement_y2027 (like measurement including all, check (logdate >= '2027-01-01' and logdate < '2028-01-01'));
alter table measurement attach partition measurement_y2027 for values from ('2027-01-01') to ('2028-01-01');
