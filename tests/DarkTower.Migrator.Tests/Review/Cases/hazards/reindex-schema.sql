-- expect: lock.reindex
-- options: --non-transactional
-- why: all tables of the schema, one after the other, each blocked while its indexes are rebuilt.
REINDEX SCHEMA public;
