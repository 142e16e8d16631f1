-- expect: lock.rewrite-volatile-default
-- why: now() alone is harmless; the random() within makes the whole expression volatile.
alter table if exists only "public"."users"
    add "remind_at" timestamptz default (now() + random() * interval '1 day');
