-- expect: pii.forbidden-column
-- prior: shop
-- options: --empty
-- why: the check value of a card may never be stored.
ALTER TABLE shop.customers ADD COLUMN "cardCvv" varchar(4);
