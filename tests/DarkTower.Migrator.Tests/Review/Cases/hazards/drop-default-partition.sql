-- expect: data.drop-table, data.drop-without-shadow
-- options: --empty
-- why: what no other partition took was in there.
DROP TABLE shop.events_rest;
