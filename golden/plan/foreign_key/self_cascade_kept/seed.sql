INSERT INTO tree (id, parent) VALUES (1, NULL), (2, 1), (3, 2);
INSERT INTO leaf (tree_id) VALUES (1), (3);
