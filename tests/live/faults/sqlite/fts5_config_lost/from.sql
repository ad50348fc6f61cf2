CREATE VIRTUAL TABLE n USING fts5(a, b);
INSERT INTO n VALUES('x','y');
INSERT INTO n(n,rank) VALUES('rank','bm25(10.0,5.0)');
