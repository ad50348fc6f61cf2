INSERT INTO events (id, at, kind) VALUES (1, '2026-02-01', 'a');
