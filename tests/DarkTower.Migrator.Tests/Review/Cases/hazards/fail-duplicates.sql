-- expect: fail.*
-- options: --empty --non-transactional
-- why: 23505 after the whole build: two rows agree; an invalid index is left behind.
CREATE UNIQUE INDEX CONCURRENTLY customers_email_key ON shop.customers (email);
