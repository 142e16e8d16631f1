-- expect: fail.*
-- options: --empty
-- why: 0A000: a generated column depends on the type.
ALTER TABLE shop.parcels ALTER COLUMN weight TYPE bigint;
