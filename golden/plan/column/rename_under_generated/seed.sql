INSERT INTO prices (id, net, tax) VALUES (1, 10, 1.9), (2, 20, 3.8);
