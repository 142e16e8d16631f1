ALTER TABLE public.transfer ADD CONSTRAINT transfer_amount_positive CHECK (amount > 0) NOT VALID;
