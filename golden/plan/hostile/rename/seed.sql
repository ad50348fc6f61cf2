INSERT INTO "Old ""one""" ("se lect") VALUES (1), (2);
