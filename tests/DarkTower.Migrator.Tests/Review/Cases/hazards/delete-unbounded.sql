-- expect: data.delete-unbounded
-- prior: shop
-- options: --empty
-- why: all rows gone, in one long transaction.
DELETE FROM shop.orders;
