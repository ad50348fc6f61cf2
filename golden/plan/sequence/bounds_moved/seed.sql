SELECT setval('tickets', 7);
INSERT INTO meters (id) VALUES (1), (2);
