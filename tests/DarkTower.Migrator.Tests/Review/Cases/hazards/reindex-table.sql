-- expect: lock.reindex
-- why: rebuilds every index of meetings while writes wait, and plans that use them wait too.
REINDEX TABLE public.meetings;
