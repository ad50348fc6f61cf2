INSERT INTO users (id, name, code, price) VALUES (1, 'one', 'abc', 9.50);
