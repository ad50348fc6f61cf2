-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e1: The view old_name is called new_name from here on, and the old application no longer finds it.
DROP VIEW new_name;
CREATE VIEW old_name AS
SELECT id, name FROM users;
DROP VIEW on_it;
CREATE VIEW on_it AS
SELECT id FROM old_name;

COMMIT;
