-- db/structure.sql, older than bigint ids everywhere
CREATE TABLE users (
    id bigserial PRIMARY KEY,
    email character varying NOT NULL,
    name character varying,
    active boolean DEFAULT true NOT NULL,
    settings text,
    created_at timestamp(6) without time zone NOT NULL DEFAULT now()
);
CREATE TABLE posts (
    id bigserial PRIMARY KEY,
    user_id bigint NOT NULL,
    title character varying(255),
    body text,
    status integer DEFAULT 0 NOT NULL,
    views_count integer,
    price double precision,
    slug character varying,
    published_at timestamp(6) without time zone
);
CREATE TABLE comments (id bigserial PRIMARY KEY, post_id bigint NOT NULL REFERENCES posts (id), body text NOT NULL);
CREATE TABLE schema_migrations (version character varying NOT NULL PRIMARY KEY);
CREATE UNIQUE INDEX index_users_on_email ON users USING btree (email);
CREATE INDEX index_posts_on_user_id ON posts USING btree (user_id);
CREATE INDEX index_comments_on_post_id ON comments USING btree (post_id);
INSERT INTO users (email, name) SELECT 'u' || n || '@example.com', 'user ' || n FROM generate_series(1, 500) n;
INSERT INTO posts (user_id, title, body, views_count, slug, published_at)
SELECT n % 500 + 1, 'title ' || n, 'body', n, 'slug-' || n, now() FROM generate_series(1, 1000) n;
INSERT INTO comments (post_id, body) SELECT n % 1000 + 1, 'nice' FROM generate_series(1, 1000) n;
INSERT INTO schema_migrations VALUES ('20240101000000');
