INSERT INTO m VALUES (1, 'x', 'y');
