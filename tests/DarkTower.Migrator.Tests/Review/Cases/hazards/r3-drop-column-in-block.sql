-- expect: data.drop-column, data.drop-without-shadow
-- prior: rails-blog
-- options: --empty
-- why: IF EXISTS written by hand.
DO $$
BEGIN
  IF EXISTS (SELECT FROM information_schema.columns WHERE table_name = 'posts' AND column_name = 'price') THEN
    ALTER TABLE posts DROP COLUMN price;
  END IF;
END
$$ LANGUAGE plpgsql;
