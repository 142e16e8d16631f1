-- expect: lock.pk-implicit-not-null
-- options: --empty
-- why: the index is there already, but its column may be null: the key makes it NOT NULL and reads the table to be sure.
ALTER TABLE shop.visits ADD CONSTRAINT visits_pkey PRIMARY KEY USING INDEX visits_key;
