-- expect: fail.index-backs-constraint
-- options: --empty
-- why: 2BP01.
DROP INDEX public.account_login_key;
