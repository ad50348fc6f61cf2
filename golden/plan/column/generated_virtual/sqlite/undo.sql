-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- One transaction: all of it or nothing.
-- Lost, with all that has been written to it: column users.double_amount.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e1: In table users: column double_amount is added.
ALTER TABLE users DROP COLUMN double_amount;

COMMIT;
