-- expect: down.hazard
-- options: --empty
-- why: the way back scans the table under ACCESS EXCLUSIVE.
ALTER TABLE shop.customers DROP CONSTRAINT customers_name_check;
