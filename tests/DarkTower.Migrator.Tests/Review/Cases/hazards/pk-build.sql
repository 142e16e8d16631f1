-- expect: lock.pk-build
-- options: --empty
-- why: builds the key's index under ACCESS EXCLUSIVE.
ALTER TABLE shop.visits ADD PRIMARY KEY (visit_id);
