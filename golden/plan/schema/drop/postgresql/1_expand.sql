-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate.
--
--   kept  + schema
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{old.t}',
    marker => 'public._sg_20260101000000()',
    has => '{schema old,table old.t}',
    lacks => '{schema kept}');

-- e1 · New schema kept.
CALL pg_temp.run('e1', $ddl$
CREATE SCHEMA IF NOT EXISTS kept;
$ddl$);

CALL pg_temp.end_file();
