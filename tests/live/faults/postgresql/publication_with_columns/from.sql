-- Row filters came with PostgreSQL 15.
CREATE TABLE t (id int primary key, v text not null, w text);
INSERT INTO t SELECT n, n, 'x' FROM generate_series(1,1000) n;
CREATE PUBLICATION p FOR TABLE t WHERE (id > 5 and v <> '');
