-- options: --empty
-- why: known, and said so: a table of ten rows nobody waits for.
-- review:allow lock.index-drop ten rows that change once a year
DROP INDEX shop.countries_name_idx;
