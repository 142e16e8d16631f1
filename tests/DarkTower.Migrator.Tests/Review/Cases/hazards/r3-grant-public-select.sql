-- expect: policy.grant-public
-- options: --empty
-- why: every login may read invoices.
GRANT SELECT ON app.invoices TO PUBLIC;
