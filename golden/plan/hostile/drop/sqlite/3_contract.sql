-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on, because of steps c1 and c2.
-- Deploy the new application before this file.
-- This migration has nothing to do in expand and migrate.
--
--   "View; DROP TABLE x"  - view
--   "Order By"            - table
--
-- Lost for good, unless there is a backup: the rows of table "Order By".
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- c1 · View View; DROP TABLE x goes.
DROP VIEW "View; DROP TABLE x";

-- c2 · Table Order By goes, and its rows with it. Rows that refer to it are not touched.
DROP TABLE "Order By";

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
