-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e1: The table users is called people from here on, and the old application no longer finds it.
ALTER TABLE people RENAME TO users;

COMMIT;
