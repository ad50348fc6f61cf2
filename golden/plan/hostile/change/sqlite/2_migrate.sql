-- 20260101000000_golden · 2 of 3: migrate
-- Moves and checks data; the old application works throughout.
-- Deploy the new application after this file.
--
--   "Order By"  ~ column dot.ted: filled
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: "Order By".
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- m1 · Rows of Order By that have no dot.ted yet get one.
UPDATE "Order By" SET "dot.ted" = 'a;b' WHERE "dot.ted" IS NULL;

COMMIT;
