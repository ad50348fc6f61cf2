INSERT INTO "Old Users" ("user", first, rank) VALUES ('a', 'A', 1), ('b', '', NULL), ('c', 'See', 3);
INSERT INTO notes VALUES (1, 1), (2, NULL);
