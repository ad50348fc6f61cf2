-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs. Statements of the old one may fail from step e1 on.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   citext  ~ extension: schema
--
-- Locks nothing that was there before.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    has => '{extension citext}');

-- e1 · Moves extension citext to schema ext.
CALL pg_temp.run('e1', $ddl$
ALTER EXTENSION citext SET SCHEMA ext;
$ddl$);
