INSERT INTO nodes (parent_id, label) VALUES (NULL, 'root'), (1, 'left'), (1, 'right'), (2, 'leaf');
INSERT INTO leaves (node_id) VALUES (4), (3), (3);
INSERT INTO notes (node_id, body) VALUES (1, 'first'), (2, 'second');
