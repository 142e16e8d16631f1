CREATE UNIQUE INDEX posts_slug_live ON posts (slug) WHERE status = 0;
