-- expect: pii.forbidden-column
-- options: --empty
-- why: the check value of a card may never be stored.
ALTER TABLE shop.customers ADD COLUMN "cardCvv" varchar(4);
