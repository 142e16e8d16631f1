create schema app;
create table app.tenants (tenant_id uuid primary key default gen_random_uuid(), name text not null);
create table app.invoices (
  id uuid primary key default gen_random_uuid(),
  tenant_id uuid not null references app.tenants,
  number text not null,
  state text not null default 'draft',
  total_cents bigint not null default 0,
  due date,
  during tstzrange,
  room int
);
create index on app.invoices (tenant_id);
create materialized view app.totals as select tenant_id, sum(total_cents) as cents from app.invoices group by 1;
create unique index totals_key on app.totals (tenant_id);
insert into app.tenants (name) select 'n' || g from generate_series(1, 20) g;
insert into app.invoices (tenant_id, number, total_cents, during, room) select tenant_id, g::text, g, tstzrange(now() + g * interval '1 hour', now() + (g + 1) * interval '1 hour'), row_number() over ()
from app.tenants, generate_series(1, 50) g;
