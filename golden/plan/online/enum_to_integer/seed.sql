INSERT INTO alarms VALUES (1, 'low'), (2, 'high');
