-- expect: compat.required-column
-- prior: shop
-- options: --empty
-- why: NOT VALID spares the scan, but new rows must have a value, and the last release does not give one.
ALTER TABLE shop.orders ADD CONSTRAINT orders_note_check CHECK (note IS NOT NULL) NOT VALID;
