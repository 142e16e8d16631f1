-- expect: policy.grant-public
-- why: nothing is granted now; every table made from now on is open to all.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC;
