-- expect: data.truncate
-- why: all codes gone, under ACCESS EXCLUSIVE, and not even triggers see it.
TRUNCATE public.meeting_codes;
