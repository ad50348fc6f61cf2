-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- One transaction: all of it or nothing.
.bail on
.timeout 2000
BEGIN IMMEDIATE;

-- Stops, and changes nothing, unless the database stands where this file begins.
CREATE TEMP TABLE _sg_begin (
    c1 INTEGER CONSTRAINT "1_expand.sql, which makes index notes.notes_user_id_idx, has run" CHECK (c1),
    c2 INTEGER CONSTRAINT "3_contract.sql, which refers to users (table notes), has not run" CHECK (c2)
);
INSERT INTO _sg_begin SELECT
    (EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND lower(name) = 'notes_user_id_idx')) IS TRUE,
    (EXISTS (SELECT 1 FROM pragma_foreign_key_list('notes') WHERE lower("table") = 'users' AND lower("from") = 'user_id')) IS NOT TRUE;
DROP TABLE temp._sg_begin;

-- takes back e1: Index notes_user_id_idx on notes is built.
DROP INDEX IF EXISTS notes_user_id_idx;

COMMIT;
