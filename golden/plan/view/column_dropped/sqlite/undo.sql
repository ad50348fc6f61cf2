-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e1: View named is made anew with its new query, which lacks columns that the old application may read.
DROP VIEW named;
CREATE VIEW named AS
SELECT id, name FROM users;

COMMIT;
