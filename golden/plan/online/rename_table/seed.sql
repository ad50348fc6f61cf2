INSERT INTO users (email) VALUES ('one@example.org'), ('two@example.org');
INSERT INTO notes VALUES (1, 'first');
