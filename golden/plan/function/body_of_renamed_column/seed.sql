INSERT INTO parts VALUES (1, 'a'), (2, 'B');
