-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes table ""New; one"", has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes column ""New; one"".from, has run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'new; one')) IS TRUE,
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('new; one') WHERE lower(name) = 'from')) IS TRUE;
DROP TABLE temp._sg_begin;

-- takes back e2: The column se lect is called from from here on, and the old application no longer finds it.
ALTER TABLE "New; one" RENAME COLUMN "from" TO "se lect";

-- takes back e1: The table Old "one" is called New; one from here on, and the old application no longer finds it.
ALTER TABLE "New; one" RENAME TO "Old ""one""";

COMMIT;
