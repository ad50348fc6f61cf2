-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e2: Trigger named_insert on named is made.
DROP TRIGGER IF EXISTS named_insert;

-- takes back e1: View named is made.
DROP VIEW IF EXISTS named;

COMMIT;
