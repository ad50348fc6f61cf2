INSERT INTO users (id, name, amount, twice) VALUES (1, 'one', 2, 5), (2, 'two', 3, NULL);
