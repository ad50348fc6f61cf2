INSERT INTO old.t (id) VALUES (1);
