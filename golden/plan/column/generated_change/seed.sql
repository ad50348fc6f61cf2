INSERT INTO users (id, name, amount) VALUES (1, 'one', 4);
