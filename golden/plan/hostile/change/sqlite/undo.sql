-- 20260101000000_golden · undo of expand and migrate
-- For use before contract has run, in the reverse order of the steps.
-- One transaction: all of it or nothing. It fails when rows written meanwhile break a rule that comes back.
-- Lost, with all that has been written to it: column "Order By".group.
-- Stays: step m1. What it has written into column Order By.dot.ted cannot be told from what was there before.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- takes back e2: View View; DROP TABLE x is made anew with its new query.
DROP VIEW "View; DROP TABLE x";
CREATE VIEW "View; DROP TABLE x" AS
SELECT "select", "dot.ted" FROM "Order By";

-- takes back e1: Table Order By is written anew, since SQLite cannot do this in place: column group is added, check check --me goes, check Order By_quo"te_check goes until contract.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "foreign_keys must be off while Order By is written anew" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT foreign_keys = 0 FROM pragma_foreign_keys;
DROP TABLE temp._sg_assert;
CREATE TABLE "_sg_new_Order By" (
    "select" integer PRIMARY KEY,
    "quo""te" text NOT NULL CHECK ("quo""te" <> ''),
    "single'quote" integer REFERENCES "Order By" ("select"),
    "ünï ☃" text NOT NULL DEFAULT 'it''s; --' UNIQUE,
    "dot.ted" text,
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy text,
    "semi;colon" integer,
    CONSTRAINT "check --me" CHECK ("semi;colon" > 0 or "dot.ted" is null)
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
CREATE INDEX "Index 'of' ""it""" ON "Order By" ("dot.ted" DESC, lower("quo""te")) WHERE "semi;colon" is not null;
CREATE INDEX "Order By_single'quote_idx" ON "Order By" ("single'quote");

-- Every reference must have its row before anything is kept. This looks at the whole database: a violation that was
-- there before stops it too, nothing is changed then, and PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_assert(violations INTEGER CONSTRAINT foreign_key_check_is_empty CHECK (violations = 0));
INSERT INTO _sg_assert SELECT count(*) FROM pragma_foreign_key_check;
DROP TABLE temp._sg_assert;

COMMIT;
PRAGMA foreign_keys = ON;
