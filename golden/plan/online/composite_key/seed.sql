INSERT INTO seats VALUES ('a', 1, NULL), ('a', 2, 'x'), ('b', 1, NULL);
