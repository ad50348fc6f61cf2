INSERT INTO users (id, name, email) VALUES (1, 'one', 'a');
