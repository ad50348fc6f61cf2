-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   notes  + index notes_user_id_idx
--
-- One write lock on the file: readers go on in WAL mode, other writers wait until COMMIT.
-- Reads in full: notes.
-- One transaction: all of it or nothing. After a failure it can be run again as it stands.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes index notes.notes_user_id_idx, has not run" CHECK (c1),
    c2 INTEGER CONSTRAINT "3_contract.sql, which refers to users (table notes), has not run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'notes_user_id_idx')) IS NOT TRUE,
    (EXISTS (SELECT 1 FROM pragma_foreign_key_list('notes') WHERE lower("table") = 'users' AND lower("from") = 'user_id')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- e1 · Index notes_user_id_idx on notes is built.
CREATE INDEX notes_user_id_idx ON notes (user_id);

COMMIT;
