DROP TABLE shop.parcels;
