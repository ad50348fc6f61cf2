CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, old_note text, nick text NOT NULL);
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id bigint NOT NULL, total integer NOT NULL);
CREATE VIEW v AS SELECT id, email, old_note FROM users;
GRANT SELECT ON v TO app; COMMENT ON VIEW v IS 'c';
INSERT INTO users SELECT g, 'u'||(g%1490), 'x', 'n' FROM generate_series(1,1500) g;
INSERT INTO orders(user_id,total) SELECT 1+g%1510, g FROM generate_series(1,1510) g;
