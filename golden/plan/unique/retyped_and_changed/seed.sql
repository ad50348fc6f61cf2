INSERT INTO people VALUES (1, 1, 'x'), (2, 2, 'x'), (3, NULL, 'y');
