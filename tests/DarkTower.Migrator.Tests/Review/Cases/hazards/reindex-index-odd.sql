-- expect: lock.reindex
-- why: ACCESS EXCLUSIVE on the index: each query that plans over users waits.
reindex ( verbose ) index public."users_email_key";
