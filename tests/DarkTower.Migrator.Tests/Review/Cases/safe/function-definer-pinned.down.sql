DROP FUNCTION shop.total();
