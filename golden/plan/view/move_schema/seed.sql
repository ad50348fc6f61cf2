INSERT INTO orders (id, paid) VALUES (1, true), (2, false);
