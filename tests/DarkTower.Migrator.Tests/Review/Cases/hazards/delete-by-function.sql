-- expect: data.delete-unbounded
-- options: --empty
-- why: the statement says SELECT; the function removes everything.
SELECT shop.purge();
