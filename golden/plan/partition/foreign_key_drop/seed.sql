INSERT INTO users (id, code) VALUES (1, 11), (2, 12);
INSERT INTO events (id, at, user_id) VALUES (1, '2026-02-01', 1), (2, '2027-08-01', 2), (3, '2026-03-01', NULL);
