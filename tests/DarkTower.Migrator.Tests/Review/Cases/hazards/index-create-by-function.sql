-- expect: lock.index-create
-- options: --empty
-- why: the migration only calls a function; the function builds an index and blocks writes to orders.
SELECT shop.tune();
