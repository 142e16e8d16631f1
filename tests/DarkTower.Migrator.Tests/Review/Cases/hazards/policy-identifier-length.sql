-- expect: policy.identifier-length
-- prior: empty-shop
-- options: --empty
-- why: cut at 63 bytes without an error: the name in the code is not the name in the database.
CREATE TABLE shop.parcels (parcel_id bigint PRIMARY KEY,
    the_moment_at_which_the_parcel_was_handed_over_to_the_neighbour_of_the_customer timestamptz);
COMMENT ON TABLE shop.parcels IS 'Global: parcels.';
