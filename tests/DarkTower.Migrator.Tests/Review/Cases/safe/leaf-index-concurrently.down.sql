DROP INDEX CONCURRENTLY shop.events_old_body_idx;
