INSERT INTO lines (rowid, body) VALUES (5, 'five'), (9, 'nine');
