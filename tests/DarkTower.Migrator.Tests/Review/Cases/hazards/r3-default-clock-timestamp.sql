-- expect: lock.rewrite-volatile-default
-- prior: dump-bank
-- options: --empty
-- why: clock_timestamp() is not now(): each row gets its own value.
ALTER TABLE ONLY public.transfer
    ADD COLUMN seen_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL;
