-- options: --empty --pg 18
-- prior: shop
-- why: worked out when read: nothing is stored.
ALTER TABLE shop.orders ADD COLUMN doubled integer GENERATED ALWAYS AS (qty * 2) VIRTUAL;
