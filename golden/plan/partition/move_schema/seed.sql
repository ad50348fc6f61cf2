INSERT INTO events (id, at) VALUES (1, '2026-02-01'), (2, '2027-08-01');
