INSERT INTO events (at, kind) VALUES ('2026-02-01', 'a'), ('2026-08-01', 'b'), ('2029-03-01', NULL);
