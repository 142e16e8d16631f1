-- expect: fail.concurrently-in-txn
-- why: 25001, the option hides in the parentheses.
REINDEX (VERBOSE, CONCURRENTLY TRUE) TABLE public.users;
