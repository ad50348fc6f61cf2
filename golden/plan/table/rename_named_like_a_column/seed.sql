INSERT INTO owner VALUES (1, 'Ada'), (7, 'Bob');
INSERT INTO pet VALUES (1, 1), (2, 7);
