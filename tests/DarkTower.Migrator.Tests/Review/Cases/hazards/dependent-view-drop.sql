-- expect: fail.dependent-view
-- options: --empty
-- why: 2BP01: a materialized view reads the column.
ALTER TABLE shop.orders DROP COLUMN note;
