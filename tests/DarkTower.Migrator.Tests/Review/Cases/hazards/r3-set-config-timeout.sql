-- expect: lock.no-timeout
-- prior: lower-case-app
-- options: --empty
-- why: half an hour of waiting with everybody behind.
SELECT set_config('lock_timeout', '30min', true);
alter table app.invoices add column remark text;
