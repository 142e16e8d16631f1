-- expect: tenant.rls-missing, tenant.rls-weakened
-- why: switched off "for a moment": every tenant sees every user.
alter table "public"."users" disable row level security;
