-- expect: lock.fk-validate
-- why: every meeting is looked up in users while writes to both wait.
ALTER TABLE public.meetings ADD COLUMN reviewed_at timestamptz,
    ADD FOREIGN KEY (org_id, created_by_user_id) REFERENCES public.users (org_id, user_id) ON DELETE RESTRICT;
