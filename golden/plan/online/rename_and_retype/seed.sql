INSERT INTO users (birth, cents, name) VALUES ('1999-12-31', 250, 'one'), (NULL, 0, 'two'), ('', 99, 'three');
