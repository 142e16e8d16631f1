UPDATE shop.customers SET name = 'customer 7' WHERE customer_id = 7;
