CREATE TABLE t (id int primary key, v int not null, w text);
INSERT INTO t SELECT n, n, 'x' FROM generate_series(1,1000) n;
ALTER TABLE t ADD CONSTRAINT small CHECK (v < 100) NOT VALID;
