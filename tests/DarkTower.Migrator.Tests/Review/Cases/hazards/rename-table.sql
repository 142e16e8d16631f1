-- expect: compat.rename-table
-- why: 42P01 for everybody who still runs the last release.
ALTER TABLE public.meeting_codes RENAME TO codes;
