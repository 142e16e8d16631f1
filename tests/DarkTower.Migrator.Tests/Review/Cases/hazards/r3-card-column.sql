-- expect: pii.forbidden-column
-- options: --empty
-- why: card data.
ALTER TABLE "users" ADD COLUMN "credit_card_number" character varying;
