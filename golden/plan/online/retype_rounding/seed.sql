INSERT INTO prices (net, place) VALUES (1.0000, '(1,2)'), (2.5000, NULL);
INSERT INTO readings (value) VALUES (1.0000), (2.5000);
