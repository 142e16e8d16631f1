-- expect: compat.rename-schema
-- options: --empty
-- why: every statement names app.
ALTER SCHEMA app RENAME TO billing;
