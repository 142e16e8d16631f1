-- expect: data.drop-column, data.drop-without-shadow
-- options: --non-transactional
-- why: values gone.
ALTER TABLE public.participants DROP COLUMN user_agent;
