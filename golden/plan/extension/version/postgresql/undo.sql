-- 20260101000000_golden · undo of expand and migrate
-- Stays: step e1. Extensions bring no way back to an older version: 1.6 stays.
-- There is nothing to take back; it only ends the migration.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{}',
    has => '{extension citext}');
