-- expect: data.update-unbounded
-- options: --empty
-- why: each row is locked and written in one transaction; the table doubles.
UPDATE shop.orders SET state = 'old';
