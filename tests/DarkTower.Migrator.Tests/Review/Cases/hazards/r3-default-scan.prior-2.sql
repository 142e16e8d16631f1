create table measurement_rest partition of measurement default;
insert into measurement select 1, date '2030-01-01' + g, 1, 1 from generate_series(1, 500) g;
