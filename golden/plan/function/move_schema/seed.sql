INSERT INTO codes (code) VALUES ('a'), ('B');
