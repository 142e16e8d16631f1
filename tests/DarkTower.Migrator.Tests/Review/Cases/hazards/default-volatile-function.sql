-- expect: lock.rewrite-volatile-default
-- options: --empty
-- why: a function without a mark is volatile, and this one cannot be inlined: it is called for each row.
ALTER TABLE shop.orders ADD COLUMN tag text, ADD COLUMN origin text DEFAULT shop.origin();
