INSERT INTO users (id, name) VALUES (1, 'one'), (2, 'two'), (3, 'it''s three');
INSERT INTO notes (id, user_id) VALUES (1, 1), (2, NULL);
