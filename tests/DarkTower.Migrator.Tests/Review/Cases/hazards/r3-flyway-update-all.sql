-- expect: data.update-unbounded
-- prior: dump-bank
-- options: --empty
-- why: no WHERE at all.
-- V7__normalise_country.sql
update public.account a set country = upper(a.country);
