-- options: --empty
-- prior: ef-orders-two
-- why: HasMaxLength raised: catalog only.
ALTER TABLE "Customers" ALTER COLUMN "EmailAddress" TYPE character varying(320);
