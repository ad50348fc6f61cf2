INSERT INTO a_parents VALUES (1);
INSERT INTO z_parents VALUES (2);
INSERT INTO children VALUES (1, 1, 2);
