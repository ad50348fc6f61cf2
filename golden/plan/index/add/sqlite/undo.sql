-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e2: Index users_name on users is built.
DROP INDEX IF EXISTS users_name;

-- takes back e1: Unique index users_lower on users is built.
DROP INDEX IF EXISTS users_lower;

COMMIT;
