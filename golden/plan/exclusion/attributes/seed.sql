INSERT INTO bookings (id, room, during) VALUES (1, 1, '[1,5)'), (2, 2, '[5,9)');
