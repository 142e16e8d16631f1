-- expect: data.drop-table, data.drop-without-shadow
-- prior: shop
-- options: --empty
-- why: the name comes from a variable.
DO $$ DECLARE name text := 'orders'; BEGIN EXECUTE format('drop table if exists shop.%I', name); END $$;
