-- expect: lock.set-not-null-scan
-- prior: lower-case-app
-- options: --empty
-- why: the function is harmless until it is called, and it is.
CREATE FUNCTION app.harden(tab regclass, col name) RETURNS void LANGUAGE plpgsql AS $f$
BEGIN
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET NOT NULL', tab, col);
END $f$;
SELECT app.harden('app.invoices', 'room');
DROP FUNCTION app.harden(regclass, name);
