-- expect: compat.enum-rename
-- options: --empty
-- why: the same, in a block.
DO $$ BEGIN EXECUTE format('ALTER TYPE shop.mood RENAME VALUE %L TO %L', 'good', 'fine'); END $$;
