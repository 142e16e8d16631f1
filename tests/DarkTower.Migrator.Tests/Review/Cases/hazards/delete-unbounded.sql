-- expect: data.delete-unbounded
-- options: --empty
-- why: all rows gone, in one long transaction.
DELETE FROM shop.orders;
