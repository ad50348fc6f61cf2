INSERT INTO users (user_name, email) VALUES ('one', 'a'), ('two', 'b');
INSERT INTO orders (user_id, total) VALUES (1, 10);
