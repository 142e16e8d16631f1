-- expect: pii.plaintext-secret
-- options: --empty
-- why: the password as it is typed.
ALTER TABLE "Customers" ADD "Password" text;
