INSERT INTO users (id, name, amount) VALUES (1, 'one', 7), (2, 'two', 8);
