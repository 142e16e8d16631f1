-- options: --empty
-- why: attaching a leaf's valid index is a catalog entry.
ALTER INDEX shop.events_body_idx ATTACH PARTITION shop.events_old_body_idx;
