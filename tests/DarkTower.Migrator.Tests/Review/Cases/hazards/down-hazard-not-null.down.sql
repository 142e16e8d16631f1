ALTER TABLE shop.customers ADD CONSTRAINT customers_name_check CHECK (name <> '');
