INSERT INTO orders (id, code) VALUES (1, 'a'), (2, 'b');
INSERT INTO old (id, n) VALUES (1, 'x');
