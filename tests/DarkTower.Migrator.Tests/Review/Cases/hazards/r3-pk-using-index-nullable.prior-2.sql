CREATE UNIQUE INDEX "Post_legacy_key" ON "Post" ("legacyId");
