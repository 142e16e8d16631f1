-- options: --empty
-- prior: dump-bank
-- why: same scale, more digits: no rewrite.
-- V8__bigger_balances.sql
alter table public.account alter column balance type numeric(16,2);
