-- options: --empty
-- prior: partitioned-events
-- why: ON ONLY makes an invalid parent index without touching a leaf; the leaves follow concurrently.
CREATE INDEX events_body_idx ON ONLY shop.events (body);
COMMENT ON INDEX shop.events_body_idx IS 'Supports: finding events by body.';
