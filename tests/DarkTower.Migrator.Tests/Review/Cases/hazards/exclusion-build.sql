-- expect: lock.exclusion-build
-- options: --empty
-- why: an exclusion constraint can only be built under ACCESS EXCLUSIVE, no NOT VALID, no prebuilt index.
ALTER TABLE shop.stays ADD CONSTRAINT stays_span_excl EXCLUDE USING gist (span WITH &&);
