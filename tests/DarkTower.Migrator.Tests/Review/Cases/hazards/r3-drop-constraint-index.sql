-- expect: fail.index-backs-constraint
-- prior: dump-bank
-- options: --empty
-- why: 2BP01.
DROP INDEX public.account_login_key;
