DROP SEQUENCE shop.ticket_numbers;
