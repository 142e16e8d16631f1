-- expect: lock.check-validate
-- prior: dump-bank
-- options: --empty
-- why: every row is checked under the strongest lock.
ALTER TABLE ONLY public.transfer
    ADD CONSTRAINT transfer_amount_check CHECK ((amount > (0)::numeric));
