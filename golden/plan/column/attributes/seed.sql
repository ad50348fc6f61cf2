INSERT INTO users (id, name, body, note) VALUES (1, 'one', 'b', 'n');
