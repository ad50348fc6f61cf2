INSERT INTO users (id, name, code) VALUES (1, 'one', 'Abc');
