INSERT INTO users (id, name) VALUES (1, 'one'), (2, 'two');
INSERT INTO notes (id, user_id) VALUES (1, 1), (2, 2);
INSERT INTO tree (id, parent) VALUES (1, NULL), (2, 1), (3, 2), (4, 4);
