-- expect: lock.exclusion-build
-- prior: lower-case-app
-- options: --empty
-- why: the index of the constraint is built under the strongest lock; no other form exists.
alter table app.invoices add constraint one_room exclude using gist (int4range(room, room, '[]') with &&, during with &&);
