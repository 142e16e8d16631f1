-- expect: fail.index-backs-constraint
-- options: --non-transactional
-- why: 2BP01: the index belongs to a constraint and goes only with it.
DROP INDEX CONCURRENTLY public.users_email_key;
