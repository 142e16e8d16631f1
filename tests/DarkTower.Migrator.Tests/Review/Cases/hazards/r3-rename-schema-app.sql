-- expect: compat.rename-schema
-- prior: lower-case-app
-- options: --empty
-- why: every statement names app.
ALTER SCHEMA app RENAME TO billing;
