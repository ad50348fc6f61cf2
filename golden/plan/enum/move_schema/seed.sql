INSERT INTO runs (id, state) VALUES (1, 'new'), (2, 'done');
