INSERT INTO meters (id, other) VALUES (1, 4), (2, NULL);
