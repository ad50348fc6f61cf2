INSERT INTO bills (no) VALUES (nextval('number')), (nextval('number'));
