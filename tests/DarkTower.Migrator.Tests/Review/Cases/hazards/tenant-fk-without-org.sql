-- expect: tenant.fk-without-org
-- options: --empty
-- why: the key does not hold the tenant: a row can point into another tenant.
ALTER TABLE shop.items ADD CONSTRAINT items_basket_fkey FOREIGN KEY (basket_id) REFERENCES shop.baskets (basket_id) NOT VALID;
