create table measurement_y2024 (like measurement including defaults including constraints);
insert into measurement_y2024 select 1, date '2024-01-01' + g % 360, 1, 1 from generate_series(1, 500) g;
alter table measurement_y2024 add constraint y2024 check (logdate >= date '2024-01-01' and logdate < date '2025-01-01');
