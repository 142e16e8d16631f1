DELETE FROM shop.countries WHERE country_id IN (1001, 1002);
