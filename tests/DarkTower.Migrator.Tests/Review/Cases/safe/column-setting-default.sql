-- options: --empty
-- prior: shop
-- why: current_setting() is stable: evaluated once.
ALTER TABLE shop.orders ADD COLUMN made_by text DEFAULT current_setting('application_name'), ADD COLUMN made_on date DEFAULT current_date;
