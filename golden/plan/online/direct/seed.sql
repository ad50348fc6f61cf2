INSERT INTO users (mail, age) VALUES ('one@example.org', 7);
INSERT INTO logs DEFAULT VALUES;
