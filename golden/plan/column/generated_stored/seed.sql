INSERT INTO users (id, name, first, last) VALUES (1, 'one', 'a', 'b');
