-- expect: data.truncate-cascade
-- options: --empty
-- why: empties every table that points to it, named or not.
truncate table only shop.customers restart identity cascade;
