-- expect: policy.grant-public
-- prior: lower-case-app
-- options: --empty
-- why: every login may read invoices.
GRANT SELECT ON app.invoices TO PUBLIC;
