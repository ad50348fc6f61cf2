-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing. It fails when rows written meanwhile break a rule that comes back.
-- Lost, with all that has been written to it: column "Order By".group.
-- Stays: step m1. What it has written into column Order By.dot.ted cannot be told from what was there before.
.bail on
.timeout 2000

-- A table that is written anew must not take the rows that refer to it along; this works outside a transaction only.
PRAGMA foreign_keys = OFF;
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes index ""Order By"".""Index 'of' """"it"""""" anew, has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "1_expand.sql, which makes column ""Order By"".group, has run" CHECK (c2),
    c3 INTEGER CONSTRAINT "1_expand.sql, which makes view ""View; DROP TABLE x"" anew, has run" CHECK (c3),
    c4 INTEGER CONSTRAINT "3_contract.sql, which makes column dot.ted NOT NULL (table Order By), has not run" CHECK (c4),
    c5 INTEGER CONSTRAINT "3_contract.sql, which makes xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy unique (table Order By), has not run" CHECK (c5),
    c6 INTEGER CONSTRAINT "3_contract.sql, which lets ünï ☃ be repeated (table Order By), has not run" CHECK (c6),
    c7 INTEGER CONSTRAINT "3_contract.sql, which checks length(""quo""""te"") > 0 (table Order By), has not run" CHECK (c7),
    c8 INTEGER CONSTRAINT "3_contract.sql, which drops column ""Order By"".""semi;colon"", has not run" CHECK (c8)
);
INSERT INTO _sg_begin SELECT
    ((SELECT sql = 'CREATE INDEX "Index ''of'' ""it""" ON "Order By" ("dot.ted", upper("quo""te"))' FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'index ''of'' "it"')) IS TRUE,
    (EXISTS (SELECT 1 FROM pragma_table_xinfo('order by') WHERE lower(name) = 'group')) IS TRUE,
    ((SELECT instr(lower(sql), '"group"') > 0 FROM sqlite_schema WHERE type = 'view' AND lower(name) = 'view; drop table x')) IS TRUE,
    ((SELECT "notnull" FROM pragma_table_xinfo('order by') WHERE lower(name) = 'dot.ted')) IS NOT TRUE,
    (EXISTS (SELECT 1 FROM pragma_index_list('order by') AS i WHERE i.origin = 'u' AND (SELECT group_concat(lower(name)) FROM pragma_index_info(i.name)) = 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy')) IS NOT TRUE,
    (NOT EXISTS (SELECT 1 FROM pragma_index_list('order by') AS i WHERE i.origin = 'u' AND (SELECT group_concat(lower(name)) FROM pragma_index_info(i.name)) = 'ünï ☃') AND EXISTS (SELECT 1 FROM pragma_table_xinfo('order by') WHERE lower(name) = 'ünï ☃')) IS NOT TRUE,
    ((SELECT instr(sql, 'length("quo""te") > 0') > 0 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'order by')) IS NOT TRUE,
    ((SELECT max(lower(name) = 'semi;colon') FROM pragma_table_xinfo('order by')) = 0) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- takes back e2: View View; DROP TABLE x is made anew with its new query.
DROP VIEW "View; DROP TABLE x";
CREATE VIEW "View; DROP TABLE x" AS
SELECT "select", "dot.ted" FROM "Order By";

-- References that have no row already stop nothing. PRAGMA foreign_key_check names the rows.
CREATE TEMP TABLE _sg_orphans AS SELECT v."table" AS child, v.parent, count(*) AS n
FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('order by')
GROUP BY 1, 2;

-- takes back e1: Table Order By is written anew, since SQLite cannot do this in place: column group is added, check check --me goes, check Order By_quo"te_check goes until contract.
CREATE TEMP TABLE _sg_assert (
    c1 INTEGER CONSTRAINT "foreign_keys must be off while Order By is written anew" CHECK (c1 = 1),
    c2 INTEGER CONSTRAINT "Order By has no column but select, quo""te, single'quote, ünï ☃, dot.ted, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy, semi;colon, group" CHECK (c2 = 1),
    c3 INTEGER CONSTRAINT "Order By has no index but Index 'of' ""it"", Order By_single'quote_idx" CHECK (c3 = 1),
    c4 INTEGER CONSTRAINT "Order By has no trigger but none" CHECK (c4 = 1)
);
INSERT INTO _sg_assert SELECT
    (SELECT foreign_keys = 0 FROM pragma_foreign_keys),
    NOT EXISTS (SELECT lower(name) FROM pragma_table_xinfo('Order By') EXCEPT VALUES ('select'), ('quo"te'), ('single''quote'), ('ünï ☃'), ('dot.ted'), ('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxy'), ('semi;colon'), ('group')),
    NOT EXISTS (SELECT lower(name) FROM pragma_index_list('Order By') WHERE origin = 'c' EXCEPT VALUES ('index ''of'' "it"'), ('order by_single''quote_idx')),
    NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'order by');
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

-- No reference may have lost its row before this is kept.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "no row refers to one that is not there, but those that did before" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (
    SELECT 1 FROM sqlite_schema AS t, pragma_foreign_key_check(t.name) AS v WHERE t.type = 'table' AND lower(t.name) IN ('order by')
    GROUP BY v."table", v.parent
    HAVING count(*) > coalesce((SELECT o.n FROM temp._sg_orphans AS o WHERE o.child = v."table" AND o.parent = v.parent), 0));
DROP TABLE temp._sg_assert;
DROP TABLE temp._sg_orphans;

COMMIT;
PRAGMA foreign_keys = ON;
