-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- takes back e2: The column se lect is called from from here on, and the old application no longer finds it.
ALTER TABLE "New; one" RENAME COLUMN "from" TO "se lect";

-- takes back e1: The table Old "one" is called New; one from here on, and the old application no longer finds it.
ALTER TABLE "New; one" RENAME TO "Old ""one""";

COMMIT;
