INSERT INTO users (mail, "group") VALUES ('one@example.org', 'a'), ('two@example.org', NULL);
