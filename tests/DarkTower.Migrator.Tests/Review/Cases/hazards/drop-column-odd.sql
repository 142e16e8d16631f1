-- expect: data.drop-column, data.drop-without-shadow
-- prior: shop
-- options: --empty
-- why: COLUMN may be left out; the second of three actions.
alter table only shop.orders alter state set default 'x', drop if exists "note", alter state drop default;
