-- options: --empty --pg 18
-- why: worked out when read: nothing is stored.
ALTER TABLE shop.orders ADD COLUMN doubled integer GENERATED ALWAYS AS (qty * 2) VIRTUAL;
