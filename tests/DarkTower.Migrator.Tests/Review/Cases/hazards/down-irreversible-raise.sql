-- expect: down.irreversible-undeclared, down.fails
-- options: --empty
-- why: the down only says no.
ALTER TYPE shop.mood ADD VALUE 'so-so';
