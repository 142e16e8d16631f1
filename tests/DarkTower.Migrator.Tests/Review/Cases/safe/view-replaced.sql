-- options: --empty
-- prior: shop-codes
-- why: a column is added at the end of the view: who reads it by name notices nothing.
CREATE OR REPLACE VIEW shop.codes WITH (security_invoker = true) AS SELECT order_id, code, state FROM shop.orders;
