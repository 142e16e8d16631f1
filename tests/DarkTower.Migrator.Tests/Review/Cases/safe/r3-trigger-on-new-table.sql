-- options: --empty
-- prior: rails-blog
-- why: nobody writes to the new table yet.
CREATE TABLE badges (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, label text NOT NULL);
CREATE FUNCTION badge_lower() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.label := lower(NEW.label); RETURN NEW; END $$;
CREATE TRIGGER badge_lower BEFORE INSERT ON badges FOR EACH ROW EXECUTE FUNCTION badge_lower();
INSERT INTO badges (label) SELECT 'b' || n FROM generate_series(1, 10) AS n;
UPDATE badges SET label = upper(label);
