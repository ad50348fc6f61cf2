INSERT INTO users (id) VALUES (1);
INSERT INTO logs (id) VALUES (7);
