INSERT INTO users (id) VALUES (1); INSERT INTO events (id, kind) VALUES (1, 'a'), (2, 'b');
