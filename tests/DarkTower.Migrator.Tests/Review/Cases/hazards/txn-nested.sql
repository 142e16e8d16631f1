-- expect: txn.nested
-- why: COMMIT ends the runner's transaction: what comes after it runs without one, and a failure leaves half.
BEGIN;
COMMENT ON COLUMN public.users.last_login_at IS 'When the user last came.';
COMMIT;
