INSERT INTO users (id, name, age) VALUES (1, 'one', 30), (2, 'two', 31);
