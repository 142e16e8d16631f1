-- options: --empty
-- why: not marked, but the planner inlines it to a constant: stored once, no rewrite.
ALTER TABLE shop.orders ADD COLUMN origin text DEFAULT shop.origin();
