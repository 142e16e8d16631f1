-- options: --empty
-- why: HasMaxLength raised: catalog only.
ALTER TABLE "Customers" ALTER COLUMN "EmailAddress" TYPE character varying(320);
