-- options: --empty
-- prior: ef-orders
-- why: a table with key, foreign key and index, and the history row.
CREATE TABLE "Shipments" (
    "Id" bigint GENERATED ALWAYS AS IDENTITY,
    "Carrier" character varying(50) NOT NULL,
    "SentAt" timestamp with time zone,
    CONSTRAINT "PK_Shipments" PRIMARY KEY ("Id")
);

CREATE INDEX "IX_Shipments_Carrier" ON "Shipments" ("Carrier");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20260601000000_Shipments', '9.0.0');
