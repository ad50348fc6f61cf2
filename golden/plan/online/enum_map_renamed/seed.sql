INSERT INTO orders (status, note) VALUES ('new', NULL), ('open', NULL), ('lost', 'in the post'), ('shipped', NULL);
INSERT INTO history VALUES (1, NULL), (2, 'new'), (3, 'lost');
