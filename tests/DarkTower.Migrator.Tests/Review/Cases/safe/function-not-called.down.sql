DROP FUNCTION shop.purge(timestamp);
