-- expect: pii.plaintext-secret
-- prior: ef-orders
-- options: --empty
-- why: the password as it is typed.
ALTER TABLE "Customers" ADD "Password" text;
