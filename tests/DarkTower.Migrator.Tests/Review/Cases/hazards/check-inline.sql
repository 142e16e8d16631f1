-- expect: lock.check-validate
-- why: a CHECK written beside the new column scans all rows, null or not.
ALTER TABLE public.participants ADD COLUMN hand_raised_count integer CHECK (hand_raised_count >= 0);
