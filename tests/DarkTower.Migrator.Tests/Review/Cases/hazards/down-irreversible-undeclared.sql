-- expect: down.data-loss, down.irreversible-undeclared
-- prior: shop
-- options: --empty
-- why: no statement can bring back what was dropped, and nobody said so.
ALTER TABLE shop.orders DROP COLUMN note;
