INSERT INTO users (full_name) VALUES ('Only'), ('Two words');
