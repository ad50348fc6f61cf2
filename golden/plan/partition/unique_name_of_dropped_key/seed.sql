INSERT INTO events (id, at, kind) VALUES (1, '2026-02-01', 'a'), (2, '2026-08-01', 'b'), (3, '2027-03-01', 'c');
