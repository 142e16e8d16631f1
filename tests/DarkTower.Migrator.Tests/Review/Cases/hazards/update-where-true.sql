-- expect: data.update-unbounded
-- prior: shop
-- options: --empty
-- why: there is a WHERE, and it holds for every row.
UPDATE ONLY shop . "orders" AS o SET note = coalesce(o.note, '') || '!' WHERE o.order_id IS NOT NULL;
