CREATE SCHEMA shop;
CREATE TABLE shop.baskets (org_id uuid NOT NULL, basket_id bigint NOT NULL UNIQUE, PRIMARY KEY (org_id, basket_id));
CREATE TABLE shop.items (org_id uuid NOT NULL, item_id bigint NOT NULL, basket_id bigint, PRIMARY KEY (org_id, item_id));
INSERT INTO shop.baskets SELECT gen_random_uuid(), n FROM generate_series(1, 1000) AS n;
ALTER TABLE shop.baskets ENABLE ROW LEVEL SECURITY;
ALTER TABLE shop.baskets FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON shop.baskets
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);
ALTER TABLE shop.items ENABLE ROW LEVEL SECURITY;
ALTER TABLE shop.items FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON shop.items
    USING (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
    WITH CHECK (org_id = nullif(current_setting('app.org_id', true), '')::uuid);
