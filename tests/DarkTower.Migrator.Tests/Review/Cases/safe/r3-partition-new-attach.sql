-- options: --empty
-- prior: partitioned-with-rows
-- why: made aside and attached, as the manual advises.
CREATE TABLE measurement_y2027 (LIKE measurement INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
ALTER TABLE measurement_y2027 ADD CONSTRAINT y2027 CHECK (logdate >= DATE '2027-01-01' AND logdate < DATE '2028-01-01');
ALTER TABLE measurement ATTACH PARTITION measurement_y2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');
ALTER TABLE measurement_y2027 DROP CONSTRAINT y2027;
