-- expect: data.truncate-cascade
-- prior: ef-orders
-- options: --empty
-- why: the lines of the orders go too.
TRUNCATE "Orders" CASCADE;
