-- expect: lock.trigger
-- options: --empty
-- why: "create if missing" as teams write it, in a block.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'orders_watch') THEN
        CREATE TRIGGER orders_watch BEFORE UPDATE ON shop.orders FOR EACH ROW EXECUTE FUNCTION shop.watch();
    END IF;
END
$$;
