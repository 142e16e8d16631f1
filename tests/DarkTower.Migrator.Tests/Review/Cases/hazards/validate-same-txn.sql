-- expect: lock.validate-same-txn
-- why: NOT VALID wins nothing when the scan follows in the same transaction: ACCESS EXCLUSIVE is held till its end.
ALTER TABLE public.users ADD CONSTRAINT users_locale_check CHECK (char_length(display_name) < 400) NOT VALID;
ALTER TABLE public.users VALIDATE CONSTRAINT users_locale_check;
