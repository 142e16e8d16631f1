-- options: --empty
-- prior: lower-case-app
-- why: words and a right for one role.
COMMENT ON COLUMN app.invoices.due IS 'DROP TABLE is only a word here; CREATE INDEX too';
/* ALTER TABLE app.invoices DROP COLUMN state; */
GRANT SELECT ON app.invoices TO pg_monitor;
