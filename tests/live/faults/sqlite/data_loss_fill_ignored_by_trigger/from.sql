CREATE TABLE posts(id INTEGER PRIMARY KEY, body TEXT, lock INT);
CREATE TRIGGER u3 BEFORE UPDATE OF body ON posts WHEN old.lock=1 BEGIN SELECT raise(ignore); END;
INSERT INTO posts VALUES(1,'a',0),(2,'b',1);
