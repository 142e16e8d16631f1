CREATE TABLE measurement_default PARTITION OF measurement DEFAULT;
