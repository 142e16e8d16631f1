alter table app.invoices drop column po_number;
delete from app.invoices where number like '1%';
