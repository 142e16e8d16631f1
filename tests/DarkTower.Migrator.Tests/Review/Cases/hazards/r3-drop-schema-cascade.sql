-- expect: data.drop-schema
-- also: data.drop-cascade
-- options: --empty
-- why: everything in it.
DROP SCHEMA IF EXISTS app CASCADE;
