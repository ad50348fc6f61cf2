INSERT INTO users (id, name, fax) VALUES (1, 'one', '555'), (2, 'two', NULL);
INSERT INTO by_name (id) VALUES (7);
