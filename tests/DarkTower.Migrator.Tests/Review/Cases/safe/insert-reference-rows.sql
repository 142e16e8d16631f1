-- options: --empty
-- why: a few rows, and none where they are there already.
INSERT INTO shop.countries (country_id, name) VALUES (1001, 'Tuvalu'), (1002, 'Nauru') ON CONFLICT (country_id) DO NOTHING;
