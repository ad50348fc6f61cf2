-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   wrapper()  + function
--   z_copy     + materialized view
--   helper()   + function
--   a_first    + materialized view
--
-- Locks nothing that was there before.
-- Reads in full: sources.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{}',
    marker => 'public._sg_20260101000000()',
    lacks => '{function public.helper,function public.wrapper,materialized view public.a_first,materialized view public.z_copy}');

-- e1 · New function wrapper().
CALL pg_temp.run('e1', $ddl$
CREATE OR REPLACE FUNCTION public.wrapper() RETURNS bigint LANGUAGE sql STABLE AS 'SELECT count(*) FROM helper()';
$ddl$);

-- e2 · New materialized view z_copy.
CALL pg_temp.run('e2', $ddl$
CREATE MATERIALIZED VIEW public.z_copy AS
SELECT id FROM sources;
$ddl$);

-- e3 · New function helper().
CALL pg_temp.run('e3', $ddl$
CREATE OR REPLACE FUNCTION public.helper() RETURNS SETOF z_copy LANGUAGE sql STABLE AS 'SELECT * FROM z_copy';
$ddl$);

-- e4 · New materialized view a_first.
CALL pg_temp.run('e4', $ddl$
CREATE MATERIALIZED VIEW public.a_first AS
SELECT wrapper() AS n;
$ddl$);

CALL pg_temp.end_file(last => true);
