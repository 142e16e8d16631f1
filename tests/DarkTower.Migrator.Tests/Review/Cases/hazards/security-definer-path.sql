-- expect: policy.security-definer-path
-- prior: shop
-- options: --empty
-- why: runs with its owner's rights over whatever the caller's search path leads to.
CREATE OR REPLACE FUNCTION shop.total() RETURNS numeric LANGUAGE sql STABLE SECURITY DEFINER AS $$ SELECT sum(amount) FROM shop.orders $$;
REVOKE ALL ON FUNCTION shop.total() FROM PUBLIC;
