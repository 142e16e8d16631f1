-- expect: lock.validate-same-txn
-- prior: dump-bank
-- options: --empty
-- why: one transaction: the lock of the first is kept while the second reads all rows.
ALTER TABLE public.transfer ADD CONSTRAINT transfer_target_fkey FOREIGN KEY (target) REFERENCES public.account (id) NOT VALID;
COMMENT ON CONSTRAINT transfer_target_fkey ON public.transfer IS 'who gets the money';
ALTER TABLE public.transfer VALIDATE CONSTRAINT transfer_target_fkey;
