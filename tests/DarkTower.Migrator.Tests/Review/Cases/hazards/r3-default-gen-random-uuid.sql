-- expect: lock.rewrite-volatile-default
-- prior: ef-orders
-- options: --empty
-- why: EF: HasDefaultValueSql(gen_random_uuid()) on a table with rows writes it anew.
ALTER TABLE "Orders" ADD "PublicId" uuid NOT NULL DEFAULT (gen_random_uuid());
