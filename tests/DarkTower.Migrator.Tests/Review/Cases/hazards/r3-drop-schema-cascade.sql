-- expect: data.drop-schema
-- prior: lower-case-app
-- also: data.drop-cascade
-- options: --empty
-- why: everything in it.
DROP SCHEMA IF EXISTS app CASCADE;
