INSERT INTO events (id, at, kind) VALUES (1, '2026-02-01', 'a'), (2, '2027-08-01', 'b');
INSERT INTO notes (id, event_id, event_at) VALUES (1, 1, '2026-02-01'), (2, 2, '2027-08-01'), (3, NULL, NULL);
