INSERT INTO lines VALUES ('a'), ('b');
INSERT INTO items VALUES ('x'), ('y');
