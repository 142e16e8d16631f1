-- expect: tenant.view-bypass
-- why: a materialized view keeps rows of all tenants and has no row security at all.
CREATE MATERIALIZED VIEW public.meeting_counts AS SELECT org_id, count(*) AS meetings FROM public.meetings GROUP BY org_id WITH NO DATA;
GRANT SELECT ON public.meeting_counts TO darktower_app;
COMMENT ON MATERIALIZED VIEW public.meeting_counts IS 'Meetings by organization.';
