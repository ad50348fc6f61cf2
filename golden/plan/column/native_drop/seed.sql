INSERT INTO users (id, name, fax, age) VALUES (1, 'one', '5', 6);
