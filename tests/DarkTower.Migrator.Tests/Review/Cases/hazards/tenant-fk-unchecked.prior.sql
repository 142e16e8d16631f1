ALTER TABLE public.participants ADD CONSTRAINT participants_again_fkey FOREIGN KEY (org_id, user_id)
    REFERENCES public.users (org_id, user_id) ON DELETE RESTRICT NOT VALID;
