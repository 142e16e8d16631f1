-- expect: lock.check-validate, lock.set-not-null-scan
-- options: --empty
-- why: every table with a column of the domain is read while writes wait.
ALTER DOMAIN shop.label SET NOT NULL;
