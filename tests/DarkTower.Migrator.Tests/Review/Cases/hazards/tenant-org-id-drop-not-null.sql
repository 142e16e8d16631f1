-- expect: tenant.org-id-nullable
-- options: --empty
-- why: a table that was right loses it.
ALTER TABLE shop.remarks ALTER COLUMN org_id DROP NOT NULL;
