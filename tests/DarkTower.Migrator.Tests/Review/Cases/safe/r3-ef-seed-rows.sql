-- options: --empty
-- prior: ef-orders
-- why: HasData: a few rows by key into a table.
INSERT INTO "Customers" ("Id", "Name", "IsActive")
VALUES (100001, 'Ada', TRUE);
INSERT INTO "Customers" ("Id", "Name", "IsActive")
VALUES (100002, 'Brian', TRUE);
