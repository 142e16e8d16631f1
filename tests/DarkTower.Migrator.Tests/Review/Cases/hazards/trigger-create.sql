-- expect: lock.trigger
-- options: --empty
-- why: SHARE ROW EXCLUSIVE on orders, and from now on every write runs code nobody measured.
CREATE CONSTRAINT TRIGGER orders_watch AFTER INSERT ON shop.orders
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION shop.watch();
