-- options: --empty
-- prior: shop
-- why: a sequence of its own; nothing that is there is touched.
CREATE SEQUENCE shop.ticket_numbers AS bigint CACHE 50;
COMMENT ON SEQUENCE shop.ticket_numbers IS 'Numbers printed on tickets.';
