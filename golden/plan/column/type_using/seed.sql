INSERT INTO users (id, name, total) VALUES (1, 'one', '12.50');
