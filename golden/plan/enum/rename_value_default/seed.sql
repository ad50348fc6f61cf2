INSERT INTO inv (id, state) VALUES (1, 'draft');
