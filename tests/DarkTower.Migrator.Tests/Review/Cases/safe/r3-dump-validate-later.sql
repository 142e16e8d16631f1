-- options: --empty
-- prior: dump-bank
-- why: readers and writers go on.
ALTER TABLE ONLY public.transfer VALIDATE CONSTRAINT transfer_amount_positive;
