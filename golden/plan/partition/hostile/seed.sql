INSERT INTO "odd ""table; --" ("order", "Größe") VALUES ('it''s', 1), ('-- no comment', 2), ('z', 3);
