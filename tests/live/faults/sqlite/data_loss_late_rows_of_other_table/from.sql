CREATE TABLE "Order" (id INTEGER PRIMARY KEY, "group" TEXT, kind TEXT, touched INT NOT NULL DEFAULT 0);
CREATE TABLE names (order_id INTEGER PRIMARY KEY, "the name" TEXT NOT NULL);
CREATE TABLE owners (id INTEGER PRIMARY KEY);
CREATE TRIGGER touch AFTER UPDATE ON "Order" BEGIN UPDATE "Order" SET touched = touched + 1 WHERE id = new.id; END;
INSERT INTO "Order" VALUES (1, 'g', 'a', 0), (2, 'g', 'a', 0);
INSERT INTO names VALUES (1, 'one'), (2, 'two');
INSERT INTO owners VALUES (7);
