-- expect: data.truncate
-- prior: partitioned-events
-- options: --empty
-- why: a year of events gone.
TRUNCATE ONLY shop.events_old RESTART IDENTITY;
