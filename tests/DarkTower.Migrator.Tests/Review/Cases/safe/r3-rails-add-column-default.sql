-- options: --empty
-- prior: rails-blog
-- why: a constant default is kept in the catalog.
ALTER TABLE "posts" ADD "featured" boolean DEFAULT FALSE NOT NULL;
