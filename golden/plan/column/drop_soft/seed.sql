INSERT INTO users (name, fax, score) VALUES ('ann', '+1 1', 5), ('bob', '+1 2', 0);
INSERT INTO places (id, room) VALUES (1, 'attic');
