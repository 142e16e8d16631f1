-- expect: lock.type-rewrite
-- prior: shop
-- options: --empty
-- why: the type stays text; a USING that is more than the column rewrites it all the same.
alter table only shop . orders alter column "note" type text using trim ( "note" );
