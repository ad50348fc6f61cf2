INSERT INTO users (name, code, flags) VALUES ('ann', 7, B'101'), ('bob', NULL, NULL);
