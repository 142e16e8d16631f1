-- options: --empty
-- prior: dump-bank
-- why: a column more at the end.
CREATE OR REPLACE VIEW public.big_transfer AS
 SELECT transfer.id, transfer.amount, transfer.memo, transfer.at
   FROM public.transfer
  WHERE transfer.amount > 1000;
