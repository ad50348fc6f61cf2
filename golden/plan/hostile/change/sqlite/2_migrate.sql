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

-- m1 · Rows of Order By that have no dot.ted yet get one.
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "Order By has no trigger but none" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT NOT EXISTS (SELECT lower(name) FROM sqlite_schema WHERE type = 'trigger' AND lower(tbl_name) = 'order by');
DROP TABLE temp._sg_assert;
UPDATE "Order By" SET "dot.ted" = 'a;b' WHERE "dot.ted" IS NULL;

COMMIT;
