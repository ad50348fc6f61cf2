INSERT INTO orders (code, place, amount, rate) VALUES (1, 10, 5, NULL), (2, 20, 500, 1.5), (3, 30, 5000, NULL);
INSERT INTO lines (id, code) VALUES (1, 1), (2, 3);
