-- expect: lock.index-create
-- prior: dump-bank
-- options: --empty
-- why: after a pg_dump the search path is empty, the table is the same: writes wait.
CREATE INDEX transfer_at_idx ON public.transfer USING brin (at);
