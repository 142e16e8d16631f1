-- expect: pii.forbidden-column
-- why: account numbers stand under the same rule as cards.
ALTER TABLE public.organizations ADD COLUMN billing_iban text;
COMMENT ON COLUMN public.organizations.billing_iban IS 'PII: account to bill; kept one year.';
