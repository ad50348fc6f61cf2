-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
-- Lost, with all that has been written to it: column users.points, column users.mood.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e1: In table users: column points is added, column mood is added.
ALTER TABLE users DROP COLUMN mood;
ALTER TABLE users DROP COLUMN points;

COMMIT;
