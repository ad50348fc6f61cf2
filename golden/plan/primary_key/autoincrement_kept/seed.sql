INSERT INTO t (id, a) VALUES (4, 'x'), (9, 'y');
DELETE FROM t WHERE id = 9;
