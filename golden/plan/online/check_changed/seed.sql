INSERT INTO prices (id, net, gross, rate) VALUES (1, 100, 119, 19), (2, 5, 5, 1), (3, 0, 0, 7);
