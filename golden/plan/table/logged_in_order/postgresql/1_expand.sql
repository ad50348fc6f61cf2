-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   a_parents  ~ table: options, whether it is logged, written anew
--   z_parents  ~ table: options, whether it is logged, written anew
--   children   ~ table: options, whether it is logged, written anew
--
-- Strongest locks: a_parents access-exclusive, z_parents access-exclusive, children access-exclusive.
-- Writes anew in full, while readers and writers wait: a_parents, z_parents, children.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.a_parents,public.children,public.z_parents}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.a_parents,table public.children,table public.z_parents}');

-- e1 · Writes table a_parents anew and into the log, so that it survives a crash of the server.
CALL pg_temp.under_lock('e1', '{public.a_parents}', $ddl$
ALTER TABLE public.a_parents SET LOGGED;
$ddl$);

-- e2 · Writes table z_parents anew and into the log, so that it survives a crash of the server.
CALL pg_temp.under_lock('e2', '{public.z_parents}', $ddl$
ALTER TABLE public.z_parents SET LOGGED;
$ddl$);

-- e3 · Writes table children anew and into the log, so that it survives a crash of the server.
CALL pg_temp.under_lock('e3', '{public.children}', $ddl$
ALTER TABLE public.children SET LOGGED;
$ddl$);

CALL pg_temp.end_file(last => true);
