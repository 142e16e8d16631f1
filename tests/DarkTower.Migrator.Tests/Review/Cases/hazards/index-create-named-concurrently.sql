-- expect: lock.index-create
-- options: --non-transactional
-- why: "concurrently" in quotes is the index's name, not the option.
CREATE INDEX "concurrently" ON public.users (org_id, created_at);
