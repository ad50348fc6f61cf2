INSERT INTO customers (id) VALUES (1), (2);
INSERT INTO billing.invoices (no, customer_id, total) VALUES (1, 1, 10), (2, 2, 20.50);
INSERT INTO payments (id, invoice_id) VALUES (1, 1);
