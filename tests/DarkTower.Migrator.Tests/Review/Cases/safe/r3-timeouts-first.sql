-- options: --empty
-- prior: lower-case-app
-- why: what squawk asks for in the first lines.
SET LOCAL lock_timeout = '2s';
SET LOCAL statement_timeout = '5s';
ALTER TABLE app.invoices ADD COLUMN remark text;
