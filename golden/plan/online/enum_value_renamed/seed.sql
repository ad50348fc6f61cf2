INSERT INTO orders (status) VALUES ('new'), ('paid'), ('paid');
INSERT INTO history VALUES (1, 'paid', '{new,paid}'), (2, NULL, NULL), (3, 'new', '{}');
