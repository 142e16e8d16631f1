-- expect: lock.index-create
-- prior: ef-orders-two
-- options: --empty
-- why: no rows in the prior scripts: production has them.
CREATE INDEX "IX_Customers_EmailAddress" ON "Customers" ("EmailAddress") INCLUDE ("Name") WHERE "IsActive";
