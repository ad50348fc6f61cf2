INSERT INTO users VALUES (1), (2); INSERT INTO notes VALUES (1, 1, NULL), (2, NULL, 1), (3, 2, 2);
