-- options: --empty
-- prior: dump-bank
-- why: dropped and made again in one transaction; nobody sees it gone.
DROP VIEW public.big_transfer;
CREATE VIEW public.big_transfer WITH (security_invoker = true) AS
 SELECT id, amount, memo FROM public.transfer WHERE amount > 2000;
