-- options: --empty --non-transactional
-- prior: partitioned-events
-- why: a leaf takes a concurrent build though its parent does not.
CREATE INDEX CONCURRENTLY events_old_body_idx ON shop.events_old (body);
COMMENT ON INDEX shop.events_old_body_idx IS 'Supports: finding events by body.';
