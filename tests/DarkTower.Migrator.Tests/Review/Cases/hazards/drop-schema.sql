-- expect: data.drop-schema
-- options: --empty
-- why: everything in it, at once.
DROP SCHEMA IF EXISTS shop CASCADE;
