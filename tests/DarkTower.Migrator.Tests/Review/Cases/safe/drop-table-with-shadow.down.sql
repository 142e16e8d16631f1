CREATE TABLE shop.notices (LIKE shop.notices_shadow INCLUDING ALL);
COMMENT ON TABLE shop.notices IS 'Global: notices.';
INSERT INTO shop.notices SELECT * FROM shop.notices_shadow;
