-- expect: lock.set-not-null-scan
-- options: --empty
-- why: a valid CHECK with OR proves nothing about the column.
alter table shop.orders alter "qty" set not null;
