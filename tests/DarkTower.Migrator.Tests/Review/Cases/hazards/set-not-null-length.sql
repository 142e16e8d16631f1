-- expect: lock.set-not-null-scan
-- options: --empty
-- why: length(null) > 0 is null, which a CHECK lets pass: no proof.
ALTER TABLE shop.orders ALTER COLUMN note SET NOT NULL;
