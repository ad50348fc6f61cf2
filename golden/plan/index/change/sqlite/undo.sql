-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e4: Index i_where on users is built anew.
DROP INDEX IF EXISTS i_where;
CREATE INDEX i_where ON users (name) WHERE age > 1;

-- takes back e3: Index i_order on users is built anew.
DROP INDEX IF EXISTS i_order;
CREATE INDEX i_order ON users (name, age);

-- takes back e2: Index i_expression on users is built anew.
DROP INDEX IF EXISTS i_expression;
CREATE INDEX i_expression ON users (lower(name));

-- takes back e1: Index i_columns on users is built anew.
DROP INDEX IF EXISTS i_columns;
CREATE INDEX i_columns ON users (name);

COMMIT;
