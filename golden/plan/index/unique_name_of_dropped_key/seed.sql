INSERT INTO orders (id, code, place) VALUES (1, 'a', 'x'), (2, 'b', 'y'), (3, 'c', 'z');
