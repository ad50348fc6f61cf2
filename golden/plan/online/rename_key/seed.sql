INSERT INTO nodes (parent_id, label) VALUES (NULL, 'root'), (1, 'left'), (1, 'right'), (2, 'leaf');
INSERT INTO notes (node_id, body) VALUES (1, 'first'), (2, 'second');
