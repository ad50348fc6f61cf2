INSERT INTO events (id, after_id) VALUES (1, NULL), (2, 1);
INSERT INTO notes (id, event_id) VALUES (1, 1), (2, NULL);
