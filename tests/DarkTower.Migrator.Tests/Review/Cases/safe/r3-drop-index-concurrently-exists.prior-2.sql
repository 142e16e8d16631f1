create index invoices_room_idx on app.invoices (room);
