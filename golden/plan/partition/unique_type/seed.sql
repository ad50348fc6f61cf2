INSERT INTO events VALUES (1, '2026-02-01', 'good'), (1, '2026-08-01', NULL), (2, '2029-03-01', 'bad');
