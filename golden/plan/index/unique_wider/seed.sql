INSERT INTO u VALUES (1, 'e', 'a'), (2, 'f', NULL);
