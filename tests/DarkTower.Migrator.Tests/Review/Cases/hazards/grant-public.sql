-- expect: policy.grant-public
-- why: every role of the server may read it, monitor and jobs too.
GRANT SELECT ON public.meeting_codes TO darktower_app, PUBLIC;
