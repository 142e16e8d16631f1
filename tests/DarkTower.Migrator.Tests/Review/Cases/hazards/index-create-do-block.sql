-- expect: lock.index-create
-- why: the text of the statement is put together in a block; it blocks writes to users just the same.
DO $block$
BEGIN
    EXECUTE 'CREATE IN' || 'DEX users_last_login_idx ON public.users (org_id, last_login_at)';
END
$block$;
