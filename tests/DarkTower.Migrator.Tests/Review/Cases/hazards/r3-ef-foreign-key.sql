-- expect: lock.fk-validate
-- prior: ef-orders-two
-- options: --empty
-- why: EF Core adds the key validated.
ALTER TABLE "Orders" ADD CONSTRAINT "FK_Orders_Customers_CustomerId" FOREIGN KEY ("CustomerId") REFERENCES "Customers" ("Id") ON DELETE CASCADE;
