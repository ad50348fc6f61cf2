INSERT INTO users (id, name, age) VALUES (1, 'one', 5), (2, 'two', NULL);
