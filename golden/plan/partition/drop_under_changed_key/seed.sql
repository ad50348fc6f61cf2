INSERT INTO events (id, kind) VALUES (1, 'a'), (2, 'b'); INSERT INTO notes (id, event_id) VALUES (1, 1), (2, NULL); INSERT INTO marks (id, event_id) VALUES (1, 2);
