-- expect: txn.nested
-- prior: shop
-- options: --empty --non-transactional
-- why: END is COMMIT; START TRANSACTION is BEGIN: steps are no longer what the runner records.
start transaction isolation level serializable;
ALTER TABLE shop.orders ADD COLUMN a text;
end;
