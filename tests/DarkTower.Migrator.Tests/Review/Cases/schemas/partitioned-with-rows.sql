create table measurement (city_id int not null, logdate date not null, peaktemp int, unitsales int) partition by range (logdate);
create table measurement_y2025 partition of measurement for values from ('2025-01-01') to ('2026-01-01');
create table measurement_y2026 partition of measurement for values from ('2026-01-01') to ('2027-01-01');
create table city (id int primary key, name text);
insert into city select g, 'c' || g from generate_series(1, 50) g;
insert into measurement select g % 50 + 1, date '2025-01-01' + g % 700, g % 40, g from generate_series(1, 3000) g;
