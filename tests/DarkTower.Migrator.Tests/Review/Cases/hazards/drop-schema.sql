-- expect: data.drop-schema
-- prior: shop
-- options: --empty
-- why: everything in it, at once.
DROP SCHEMA IF EXISTS shop CASCADE;
