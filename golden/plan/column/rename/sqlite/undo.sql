-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e2: The column age is called years from here on, and the old application no longer finds it.
ALTER TABLE users RENAME COLUMN years TO age;

-- takes back e1: The column name is called full_name from here on, and the old application no longer finds it.
ALTER TABLE users RENAME COLUMN full_name TO name;

COMMIT;
