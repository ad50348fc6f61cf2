INSERT INTO sources VALUES (1), (2);
