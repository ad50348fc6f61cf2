INSERT INTO users (id, name) VALUES (1, 'one'), (2, 'two'), (3, 'it''s three');
INSERT INTO notes (id, user_id, body) VALUES (1, 1, 'kept'), (2, 2, 'kept too');
