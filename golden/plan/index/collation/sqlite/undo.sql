-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e2: Index i_where on users is built anew.
DROP INDEX IF EXISTS i_where;
CREATE INDEX i_where ON users (name) WHERE id > 1;

-- takes back e1: Index i_collation on users is built anew.
DROP INDEX IF EXISTS i_collation;
CREATE INDEX i_collation ON users (name COLLATE NOCASE);

COMMIT;
