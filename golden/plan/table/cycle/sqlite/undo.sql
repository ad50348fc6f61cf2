-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
-- Lost, with all that has been written to it: table chickens, table eggs.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e2: Table eggs is made.
DROP TABLE IF EXISTS eggs;

-- takes back e1: Table chickens is made.
DROP TABLE IF EXISTS chickens;

COMMIT;
