-- expect: pii.forbidden-column
-- prior: rails-blog
-- options: --empty
-- why: card data.
ALTER TABLE "users" ADD COLUMN "credit_card_number" character varying;
