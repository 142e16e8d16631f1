-- expect: data.trigger-disabled
-- options: --empty
-- why: replica mode switches off foreign keys and triggers for the session; the orphan below gets in.
set session_replication_role to 'replica';
INSERT INTO shop.invoices VALUES (1, 999999);
