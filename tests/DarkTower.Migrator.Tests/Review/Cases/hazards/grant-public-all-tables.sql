-- expect: policy.grant-public
-- prior: shop
-- options: --empty
-- why: every role reads every table of the schema.
grant usage on schema shop to public; grant select, insert on all tables in schema shop to public;
