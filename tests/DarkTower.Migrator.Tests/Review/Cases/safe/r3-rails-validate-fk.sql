-- options: --empty
-- prior: dump-bank
-- why: a migration of its own: SHARE UPDATE EXCLUSIVE and ROW SHARE only.
ALTER TABLE "transfer" VALIDATE CONSTRAINT "fk_target";
