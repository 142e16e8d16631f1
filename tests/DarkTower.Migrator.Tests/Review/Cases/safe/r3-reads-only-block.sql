-- options: --empty
-- prior: lower-case-app
-- why: a check before the change, as atlas and others write them.
DO $$
BEGIN
    ASSERT (SELECT count(*) FROM app.invoices WHERE total_cents < 0) = 0, 'negative totals';
END $$;
ALTER TABLE app.invoices ALTER COLUMN due SET STATISTICS 500;
