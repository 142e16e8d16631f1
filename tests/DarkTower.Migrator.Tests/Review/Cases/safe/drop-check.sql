-- options: --empty
-- why: only a rule goes, for a moment's lock; no data is lost and no scan is done.
ALTER TABLE shop.orders DROP CONSTRAINT orders_qty_check;
