-- options: --empty
-- prior: shop
-- why: for pages written from now on.
ALTER INDEX shop.orders_pkey SET (fillfactor = 80);
