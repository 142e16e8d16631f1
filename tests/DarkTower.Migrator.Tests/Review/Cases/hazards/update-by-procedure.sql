-- expect: data.update-unbounded
-- options: --empty --non-transactional
-- why: CALL hides an update of the whole table.
CALL shop.refresh_states();
