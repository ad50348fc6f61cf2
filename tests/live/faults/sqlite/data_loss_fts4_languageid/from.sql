CREATE VIRTUAL TABLE n USING fts4(a, languageid="lid", tokenize=simple);
INSERT INTO n(docid,a,lid) VALUES(7,'x',2),(3,'p',0);
