DROP INDEX shop.events_body_idx;
