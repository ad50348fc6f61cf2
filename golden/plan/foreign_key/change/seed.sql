INSERT INTO users (id, number) VALUES (1, 1), (2, 2);
INSERT INTO people (id) VALUES (1);
INSERT INTO notes (id, user_id, other_id) VALUES (1, 1, 2), (2, NULL, NULL);
