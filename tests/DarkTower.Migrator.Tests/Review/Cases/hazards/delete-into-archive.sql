-- expect: data.delete-unbounded
-- options: --empty
-- why: moved, but all in one statement: every row is locked, and dead, at once.
WITH moved AS (DELETE FROM shop.orders WHERE state = 'new' RETURNING *)
INSERT INTO shop.orders_archive SELECT * FROM moved;
