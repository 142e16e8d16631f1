-- expect: compat.required-column
-- prior: shop
-- options: --empty --pg 18
-- why: no scan, but the last release's inserts leave the column out and fail.
ALTER TABLE shop.orders ADD CONSTRAINT orders_note_not_null NOT NULL note NOT VALID;
