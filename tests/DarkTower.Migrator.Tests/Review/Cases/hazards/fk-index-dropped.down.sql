CREATE INDEX CONCURRENTLY participants_user_idx ON public.participants (org_id, user_id);
COMMENT ON INDEX public.participants_user_idx IS 'Supports: the foreign key to users when a user is removed; the meetings a user was in.';
