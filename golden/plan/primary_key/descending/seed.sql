INSERT INTO t (a, b) VALUES ('x', 'y');
