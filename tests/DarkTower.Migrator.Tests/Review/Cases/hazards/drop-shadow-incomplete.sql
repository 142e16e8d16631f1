-- expect: data.drop-without-shadow
-- options: --empty
-- why: the copy was made with a WHERE: half of the rows are in no other place.
DROP TABLE shop.orders;
