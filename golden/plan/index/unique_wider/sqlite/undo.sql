-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e1: Unique index u_email_t on u is built.
DROP INDEX IF EXISTS u_email_t;

COMMIT;
