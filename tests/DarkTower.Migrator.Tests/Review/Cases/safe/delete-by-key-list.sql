-- options: --empty
-- prior: shop
-- why: three rows by their keys, which the review of a person listed.
DELETE FROM shop.customers WHERE customer_id IN (97, 98, 99);
