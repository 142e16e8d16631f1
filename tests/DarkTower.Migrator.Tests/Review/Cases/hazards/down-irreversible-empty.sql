-- expect: down.irreversible-undeclared
-- why: a script that holds nothing but a remark is no way back, and the remark gives no reason.
ALTER TABLE public.users ADD COLUMN locale text;
COMMENT ON COLUMN public.users.locale IS 'Language of messages.';
