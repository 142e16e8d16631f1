-- expect: data.drop-cascade
-- options: --empty
-- why: takes with it views and foreign keys nobody listed.
DROP TABLE shop.customers CASCADE;
