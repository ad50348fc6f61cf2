INSERT INTO points VALUES (1, '10', 1.25), (2, ' -7 ', NULL);
