-- expect: data.delete-unbounded
-- prior: shop
-- options: --empty
-- why: how many rows are older nobody knows here; on production it is most of them.
DELETE FROM shop.orders WHERE placed_at < timestamp '2026-01-01 10:00';
