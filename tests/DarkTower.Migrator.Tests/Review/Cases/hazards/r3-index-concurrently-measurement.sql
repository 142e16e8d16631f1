-- expect: fail.concurrent-index-partitioned
-- prior: partitioned-with-rows
-- options: --empty --non-transactional
-- why: refused on the parent.
CREATE INDEX CONCURRENTLY measurement_city_idx ON public.measurement (city_id);
