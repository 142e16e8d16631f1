-- expect: lock.rewrite-generated
-- options: --empty --pg 18
-- why: another expression of a stored column is another value in every row.
ALTER TABLE shop.parcels ALTER COLUMN doubled SET EXPRESSION AS (weight * 3);
