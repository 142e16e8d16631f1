-- expect: compat.rename-table, tenant.view-bypass
-- why: the compatibility view reads with its owner's rights: old servers now see every tenant.
ALTER TABLE public.meetings RENAME TO conferences;
CREATE VIEW public.meetings AS SELECT * FROM public.conferences;
GRANT SELECT ON public.meetings TO darktower_app;
