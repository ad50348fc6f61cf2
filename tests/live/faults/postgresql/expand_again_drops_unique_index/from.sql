CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, code integer NOT NULL CONSTRAINT users_code UNIQUE, name text NOT NULL);
CREATE INDEX users_name ON users(name);
INSERT INTO users(code,name) SELECT g,'u'||g FROM generate_series(1,200) g;
