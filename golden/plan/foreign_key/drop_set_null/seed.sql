INSERT INTO users (id) VALUES (1), (2), (3);
INSERT INTO "my notes" (id, author, owner) VALUES (1, 1, 2), (2, 2, 3);
