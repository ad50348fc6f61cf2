-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
-- Lost, with all that has been written to it: table "Order By".
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e4: View View; DROP TABLE x is made.
DROP VIEW IF EXISTS "View; DROP TABLE x";

-- takes back e3: Index Order By_single'quote_idx on Order By is built.
DROP INDEX IF EXISTS "Order By_single'quote_idx";

-- takes back e2: Index Index 'of' "it" on Order By is built.
DROP INDEX IF EXISTS "Index 'of' ""it""";

-- takes back e1: Table Order By is made.
DROP TABLE IF EXISTS "Order By";

COMMIT;
