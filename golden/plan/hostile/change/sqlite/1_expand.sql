-- 20260101000000_golden · 1 of 3: expand
-- After this file the old and the new application both work. Nothing is removed or tightened.
-- Until contract the new application has to obey rules that it no longer states: step c1.
--
--   "Order By"            ~ index Index 'of' "it"
--                         - check check --me
--                         - check Order By_quo"te_check
--                         + column group
--                         ~ all rows written anew
--   "View; DROP TABLE x"  ~ view
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: "Order By".
-- Writes anew in full: "Order By".
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- schemagen: id=e1 phase=expand lock=database rewrite=yes scan=yes tx=own
-- Table Order By is written anew, since SQLite cannot do this in place: column group is added, check check --me goes, check Order By_quo"te_check goes until contract.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "foreign_keys must be off while Order By is written anew" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT foreign_keys = 0 FROM pragma_foreign_keys;
DROP TABLE temp._sg_assert;
CREATE TABLE "_sg_new_Order By" (
    "select" integer PRIMARY KEY,
    "quo""te" text NOT NULL,
    "single'quote" integer REFERENCES "Order By" ("select"),
    "ünï ☃" text NOT NULL DEFAULT 'it''s; --' UNIQUE,
    "dot.ted" text,
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy text,
    "semi;colon" integer,
    "group" text
);
INSERT INTO "_sg_new_Order By" ("select", "quo""te", "single'quote", "ünï ☃", "dot.ted", xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy, "semi;colon")
SELECT
    "select",
    "quo""te",
    "single'quote",
    "ünï ☃",
    "dot.ted",
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy,
    "semi;colon"
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

-- schemagen: id=e2 phase=expand lock=database rewrite=no scan=no tx=own
-- View View; DROP TABLE x is made anew with its new query.
DROP VIEW "View; DROP TABLE x";
CREATE VIEW "View; DROP TABLE x" AS
SELECT "select", "dot.ted", "group" FROM "Order By";

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
