INSERT INTO users (id, name, age) VALUES (1, 'one', 5), (2, 'two', NULL);
INSERT INTO notes (id, user_id) VALUES (1, 2);
