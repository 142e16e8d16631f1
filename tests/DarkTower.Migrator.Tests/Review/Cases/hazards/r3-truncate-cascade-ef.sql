-- expect: data.truncate-cascade
-- options: --empty
-- why: the lines of the orders go too.
TRUNCATE "Orders" CASCADE;
