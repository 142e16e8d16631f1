-- expect: data.trigger-disabled
-- options: --empty
-- why: ALL takes the foreign keys' own triggers along.
ALTER TABLE shop.invoices DISABLE TRIGGER ALL;
