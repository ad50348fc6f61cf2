INSERT INTO users (id, name) VALUES (1, 'ann'), (2, 'bob');
INSERT INTO notes (user_id, body) VALUES (1, 'first'), (2, 'second');
INSERT INTO notes (user_id, parent_id, mood, body) VALUES (1, 1, 'bad', 'third');
