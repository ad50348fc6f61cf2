INSERT INTO t (a, b) VALUES (1, 7), (2, 7);
