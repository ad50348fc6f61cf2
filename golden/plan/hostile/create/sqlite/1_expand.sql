-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   "Order By"            + table with 7 columns, primary key, 1 unique constraint, 2 checks, 1 foreign key, 2 indexes
--   "View; DROP TABLE x"  + view
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes table ""Order By"", has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes view ""View; DROP TABLE x"", has not run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'order by')) IS NOT TRUE,
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'view' AND lower(name) = 'view; drop table x')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · Table Order By is made.
CREATE TABLE "Order By" (
    "select" integer PRIMARY KEY,
    "quo""te" text NOT NULL CHECK ("quo""te" <> ''),
    "single'quote" integer REFERENCES "Order By" ("select"),
    "ünï ☃" text NOT NULL DEFAULT 'it''s; --' UNIQUE,
    "dot.ted" text,
    xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy text,
    "semi;colon" integer,
    CONSTRAINT "check --me" CHECK ("semi;colon" > 0 or "dot.ted" is null)
);

-- e2 · Index Index 'of' "it" on Order By is built.
CREATE INDEX "Index 'of' ""it""" ON "Order By" ("dot.ted" DESC, lower("quo""te")) WHERE "semi;colon" is not null;

-- e3 · Index Order By_single'quote_idx on Order By is built.
CREATE INDEX "Order By_single'quote_idx" ON "Order By" ("single'quote");

-- e4 · View View; DROP TABLE x is made.
CREATE VIEW "View; DROP TABLE x" AS
SELECT "select", "dot.ted" FROM "Order By";

COMMIT;
