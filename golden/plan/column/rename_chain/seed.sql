INSERT INTO users (id, name, a, b) VALUES (1, 'one', 10, 20);
