-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e1: Index a_e_unique on a takes the place of a_e, and no value can be written twice in between.
DROP INDEX a_e_unique;
CREATE UNIQUE INDEX a_e ON a (e);

COMMIT;
