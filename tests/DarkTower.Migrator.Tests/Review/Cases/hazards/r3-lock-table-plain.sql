-- expect: lock.explicit
-- prior: rails-blog
-- also: txn.nested
-- options: --empty
-- why: strong_migrations and squawk users do it before a backfill.
BEGIN WORK; -- the tool wraps it anyway
LOCK posts;
COMMIT WORK;
