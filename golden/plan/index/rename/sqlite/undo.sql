-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e1: The index old_name is called new_name from here on.
DROP INDEX new_name;
CREATE INDEX old_name ON users (name);

COMMIT;
