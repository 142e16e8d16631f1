-- why: frightening words, but only in a text.
DO $$
BEGIN
    RAISE NOTICE 'TRUNCATE users; DROP SCHEMA public CASCADE; COMMIT';
END
$$;
