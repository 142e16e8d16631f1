-- expect: data.trigger-disabled
-- options: --empty
-- why: it fires on replicas only from now on: switched off where the rows are written.
ALTER TABLE shop.orders ENABLE REPLICA TRIGGER orders_watch;
