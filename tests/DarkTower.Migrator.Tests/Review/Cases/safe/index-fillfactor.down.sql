ALTER INDEX shop.orders_pkey RESET (fillfactor);
