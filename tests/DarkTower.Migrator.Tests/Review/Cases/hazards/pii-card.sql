-- expect: pii.forbidden-column
-- why: card numbers bring the whole platform under rules it cannot keep; a comment does not help.
ALTER TABLE public.organizations ADD COLUMN credit_card_number text;
COMMENT ON COLUMN public.organizations.credit_card_number IS 'PII: for billing; kept one year.';
