-- expect: fail.fk-not-valid-partitioned
-- prior: partitioned-with-rows
-- options: --empty --pg 15
-- why: refused before 18.
alter table measurement add constraint measurement_city_fk foreign key (city_id) references city (id) not valid;
