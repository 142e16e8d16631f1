-- options: --non-transactional
-- why: a tenant at a time, bounded.
-- backfill: each org
UPDATE public.users SET display_name = btrim(display_name)
WHERE (org_id, user_id) IN (SELECT org_id, user_id FROM public.users WHERE display_name <> btrim(display_name) AND btrim(display_name) <> '' ORDER BY org_id, user_id LIMIT 1000);
