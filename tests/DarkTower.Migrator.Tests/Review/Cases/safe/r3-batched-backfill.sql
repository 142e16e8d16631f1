-- options: --empty --non-transactional
-- prior: lower-case-app
-- why: bounded by key, over and over.
-- backfill
UPDATE app.invoices SET state = 'open'
WHERE id IN (SELECT id FROM app.invoices WHERE state = 'draft' ORDER BY id LIMIT 1000);
