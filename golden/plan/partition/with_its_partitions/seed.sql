INSERT INTO events (id, at, kind) VALUES (1, '2027-02-01', 'a'), (2, '2027-08-01', 'b');
