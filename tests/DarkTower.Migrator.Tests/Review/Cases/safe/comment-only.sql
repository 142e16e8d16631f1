-- why: SHARE UPDATE EXCLUSIVE for a moment; words like DROP TABLE or UPDATE in a text are words.
COMMENT ON TABLE public.users IS 'People of an organization who can sign in. DROP TABLE; UPDATE users SET x = 1; never CREATE INDEX here.';
