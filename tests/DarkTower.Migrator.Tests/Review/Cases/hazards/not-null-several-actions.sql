-- expect: fail.not-null-existing-rows
-- prior: shop
-- options: --empty
-- why: the third of four actions fails as soon as the table has a row.
ALTER TABLE shop.orders
    ADD COLUMN a text,
    ADD COLUMN b text NOT NULL DEFAULT 'x',
    ADD COLUMN c text NOT NULL,
    ADD COLUMN d text;
