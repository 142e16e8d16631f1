DO $$ BEGIN RAISE EXCEPTION 'cannot be undone'; END $$;
