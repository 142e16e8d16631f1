-- expect: lock.check-validate
-- options: --empty
-- why: a constraint on a domain reads every table that has a column of it, under SHARE locks.
ALTER DOMAIN shop.label ADD CONSTRAINT label_check CHECK (VALUE <> '');
