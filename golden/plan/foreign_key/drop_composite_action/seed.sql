INSERT INTO other.pairs (a, "b B") VALUES (1, 'x'), (1, 'y');
INSERT INTO notes (id, a, b) VALUES (1, 1, 'x'), (2, 2, NULL);
