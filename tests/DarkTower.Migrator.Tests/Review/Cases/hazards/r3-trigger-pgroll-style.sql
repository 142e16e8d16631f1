-- expect: lock.trigger
-- prior: rails-blog
-- options: --empty
-- why: a trigger changes what every write of posts does.
CREATE OR REPLACE FUNCTION fill_slug() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.slug := coalesce(NEW.slug, lower(NEW.title));
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER posts_fill_slug BEFORE INSERT OR UPDATE ON posts FOR EACH ROW EXECUTE PROCEDURE fill_slug();
