CREATE SCHEMA shop;
CREATE TABLE shop.notices (notice_id bigint PRIMARY KEY, body text);
COMMENT ON TABLE shop.notices IS 'Global: notices.';
INSERT INTO shop.notices SELECT n, 'x' FROM generate_series(1, 1000) AS n;
CREATE TABLE shop.notices_shadow (LIKE shop.notices INCLUDING ALL);
COMMENT ON TABLE shop.notices_shadow IS 'Global: copy of notices, kept one release.';
INSERT INTO shop.notices_shadow SELECT * FROM shop.notices;
