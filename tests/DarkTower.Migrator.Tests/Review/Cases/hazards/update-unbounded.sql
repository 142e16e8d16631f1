-- expect: data.update-unbounded
-- prior: shop
-- options: --empty
-- why: each row is locked and written in one transaction; the table doubles.
UPDATE shop.orders SET state = 'old';
