-- expect: fail.not-null-existing-rows
-- options: --empty
-- why: the NOT NULL is in the domain: 23502 as soon as there is a row.
ALTER TABLE shop.orders ADD COLUMN region shop.required_text;
