-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
-- Lost, with all that has been written to it: column users.status, column users.shout.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e1: In table users: column status is added, column shout is added.
ALTER TABLE users DROP COLUMN shout;
ALTER TABLE users DROP COLUMN status;

COMMIT;
