-- options: --empty
-- prior: dump-bank
-- why: only new rows are checked.
ALTER TABLE ONLY public.transfer
    ADD CONSTRAINT transfer_amount_positive CHECK ((amount > (0)::numeric)) NOT VALID;
