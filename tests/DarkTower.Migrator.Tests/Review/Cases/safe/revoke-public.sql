-- options: --empty
-- prior: shop
-- why: takes rights away from PUBLIC; the word alone is no grant.
REVOKE ALL ON ALL TABLES IN SCHEMA shop FROM PUBLIC;
