INSERT INTO users VALUES (1, 'member'), (2, 'Admin'), (3, ''), (4, 'guest');
