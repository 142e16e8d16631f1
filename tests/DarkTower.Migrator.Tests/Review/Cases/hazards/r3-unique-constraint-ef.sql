-- expect: lock.unique-build
-- prior: ef-orders
-- options: --empty
-- why: an alternate key: the index is built under ACCESS EXCLUSIVE.
ALTER TABLE "Customers" ADD CONSTRAINT "AK_Customers_EmailAddress" UNIQUE ("EmailAddress");
