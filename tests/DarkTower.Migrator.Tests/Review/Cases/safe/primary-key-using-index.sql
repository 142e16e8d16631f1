-- options: --empty
-- why: prebuilt index over a column that is NOT NULL already.
ALTER TABLE shop.visits ADD CONSTRAINT visits_pkey PRIMARY KEY USING INDEX visits_pkey;
