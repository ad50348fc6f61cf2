-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   search  ~ virtual table
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes virtual table search anew, has not run" CHECK (c1)
);
INSERT INTO _sg_begin SELECT
    ((SELECT instr(lower(sql), 'nick') > 0 FROM sqlite_schema WHERE type = 'table' AND lower(name) = 'search')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · Virtual table search is made anew, since SQLite cannot change one; its rows are copied.
CREATE VIRTUAL TABLE _sg_new_search USING fts5(name, nick);
INSERT INTO _sg_new_search (rowid, name)
SELECT rowid, name FROM search;
INSERT INTO _sg_new_search(_sg_new_search, rank)
SELECT k, v FROM search_config WHERE k <> 'version';
CREATE TEMP TABLE _sg_assert (ok INTEGER CONSTRAINT "every row of search is copied" CHECK (ok = 1));
INSERT INTO _sg_assert SELECT (SELECT count(*) FROM _sg_new_search) = (SELECT count(*) FROM search);
DROP TABLE temp._sg_assert;
PRAGMA legacy_alter_table = ON;
DROP TABLE search;
ALTER TABLE _sg_new_search RENAME TO search;
PRAGMA legacy_alter_table = OFF;

COMMIT;
