INSERT INTO users (id, code) VALUES (1, 'a'), (2, 'b');
INSERT INTO notes (id, code) VALUES (1, 'a'), (2, 'b');
INSERT INTO marks (id, code) VALUES (1, 'a'), (2, NULL);
