-- expect: policy.float-money
-- prior: shop
-- options: --empty
-- why: money means another currency with another lc_monetary.
ALTER TABLE shop.orders ADD COLUMN fee "money";
