-- expect: lock.rewrite-identity
-- prior: shop
-- options: --empty
-- why: bigserial is a volatile nextval(): a rewrite, and a type we do not use.
ALTER TABLE shop.customers ADD COLUMN "No" BIGSERIAL;
