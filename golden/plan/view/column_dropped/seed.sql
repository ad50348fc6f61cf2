INSERT INTO users (id, name) VALUES (1, 'one'), (2, 'two'), (3, 'it''s three');
