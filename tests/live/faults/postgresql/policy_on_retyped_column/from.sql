CREATE TYPE st AS ENUM ('new', 'done');
CREATE TABLE acc (id integer PRIMARY KEY, status text NOT NULL DEFAULT 'new', code varchar(20));
INSERT INTO acc VALUES (1, 'new', 'a'), (2, 'done', 'b');
CREATE STATISTICS acc_st (ndistinct) ON code, status FROM acc;
CREATE POLICY open ON acc FOR UPDATE USING (status <> 'done');
CREATE INDEX acc_lower ON acc (lower(code));
ALTER INDEX acc_lower ALTER COLUMN 1 SET STATISTICS 300;
