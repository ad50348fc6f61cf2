INSERT INTO users (id) VALUES (1), (2); INSERT INTO orders (id, user_id) VALUES (1, 1), (2, 2);
