-- expect: down.data-loss
-- prior: shop
-- options: --empty
-- why: what people wrote into the table since is thrown away by the way back, without a copy.
CREATE TABLE shop.parcels (parcel_id bigint PRIMARY KEY, label text);
INSERT INTO shop.parcels SELECT order_id, note FROM shop.orders WHERE order_id <= 100;
COMMENT ON TABLE shop.parcels IS 'Global: parcels, moved out of orders.';
UPDATE shop.orders SET note = NULL WHERE order_id <= 100;
