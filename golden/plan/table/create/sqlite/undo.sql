-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
-- Lost, with all that has been written to it: table users, table orders.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e4: Index users_name_age on users is built.
DROP INDEX IF EXISTS users_name_age;

-- takes back e3: Index users_active on users is built.
DROP INDEX IF EXISTS users_active;

-- takes back e2: Table orders is made.
DROP TABLE IF EXISTS orders;

-- takes back e1: Table users is made.
DROP TABLE IF EXISTS users;

COMMIT;
