-- expect: lock.explicit
-- why: LOCK without a mode is ACCESS EXCLUSIVE, till the end of the transaction.
LOCK public.meetings;
