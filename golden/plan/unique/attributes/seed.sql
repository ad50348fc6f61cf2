INSERT INTO users (id, name, email, b, c) VALUES (1, 'one', 'a', 'b', 'c');
