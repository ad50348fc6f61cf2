INSERT INTO users (id, name, age) VALUES (1, 'one', 30);
