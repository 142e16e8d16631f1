-- expect: lock.pk-build
-- options: --empty
-- why: drop and rebuild in one ALTER TABLE: no reader gets in until the new key is built.
ALTER TABLE "shop"."visits" DROP CONSTRAINT visits_pkey, ADD PRIMARY KEY (page, visit_id);
