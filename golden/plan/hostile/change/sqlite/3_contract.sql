-- 20260101000000_golden · 3 of 3: contract
-- Run this when no old application is left: what only that one used goes, and rules are tightened.
-- Statements of the old application may fail from step c1 on.
-- Until contract the new application has to obey rules that it no longer states: step c1.
--
--   "Order By"  - column semi;colon
--               ~ column dot.ted
--               - unique constraint Order By_ünï ☃_key
--               ~ foreign key Order By_single'quote_fkey
--               + unique constraint Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key
--               + check Order By_quo"te_check
--               ~ all rows written anew
--
-- Lost for good, unless there is a backup: the values of column "Order By"."semi;colon".
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: "Order By".
-- Writes anew in full: "Order By".
-- Fails, and changes nothing, when existing rows violate the new rule: step c1.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- schemagen: id=c1 phase=contract lock=database rewrite=yes scan=yes loss=column:"Order By"."semi;colon" tx=own
-- Table Order By is written anew, since SQLite cannot do this in place: column dot.ted becomes NOT NULL, column semi;colon goes, unique constraint Order By_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_key is added, unique constraint Order By_ünï ☃_key goes, check Order By_quo"te_check is added, foreign key Order By_single'quote_fkey changes.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "Order By (xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy) holds no value twice" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (SELECT 1 FROM "Order By" WHERE xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy IS NOT NULL GROUP BY xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy HAVING count(*) > 1);
DROP TABLE temp._sg_assert;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every Order By (single'quote) is in Order By" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (SELECT 1 FROM "Order By" AS child WHERE child."single'quote" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Order By" AS parent WHERE parent."select" = child."single'quote"));
DROP TABLE temp._sg_assert;
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "foreign_keys must be off while Order By is written anew" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT foreign_keys = 0 FROM pragma_foreign_keys;
DROP TABLE temp._sg_assert;
CREATE TABLE "_sg_new_Order By" (
    "select" integer PRIMARY KEY,
    "quo""te" text NOT NULL CHECK (length("quo""te") > 0),
    "single'quote" integer REFERENCES "Order By" ("select") ON DELETE CASCADE,
    "ünï ☃" text NOT NULL DEFAULT 'it''s; --',
    "dot.ted" text NOT NULL,
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy text UNIQUE,
    "group" text
);
INSERT INTO "_sg_new_Order By" ("select", "quo""te", "single'quote", "ünï ☃", "dot.ted", xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy, "group")
SELECT
    "select",
    "quo""te",
    "single'quote",
    "ünï ☃",
    COALESCE("dot.ted", 'a;b'),
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy,
    "group"
FROM "Order By";
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of Order By is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM "_sg_new_Order By") = (SELECT count(*) FROM "Order By");
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE "Order By";
ALTER TABLE "_sg_new_Order By" RENAME TO "Order By";
PRAGMA legacy_alter_table = OFF;
CREATE INDEX "Index 'of' ""it""" ON "Order By" ("dot.ted", upper("quo""te"));
CREATE INDEX "Order By_single'quote_idx" ON "Order By" ("single'quote");

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
