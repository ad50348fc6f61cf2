CREATE TABLE posts(id INTEGER PRIMARY KEY, body TEXT);
CREATE VIRTUAL TABLE f USING fts5(body, content='posts', content_rowid='id');
CREATE TRIGGER u AFTER UPDATE ON posts BEGIN INSERT INTO f(f,rowid,body) VALUES('delete',old.id,old.body); INSERT INTO f(rowid,body) VALUES(new.id,new.body); END;
INSERT INTO posts VALUES(1,'hello');
INSERT INTO f(f) VALUES('rebuild');
