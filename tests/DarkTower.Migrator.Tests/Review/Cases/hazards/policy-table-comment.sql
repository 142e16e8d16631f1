-- expect: policy.table-comment
-- prior: empty-shop
-- options: --empty
-- why: nobody knows later what the table is for.
CREATE TABLE shop.parcels (parcel_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
