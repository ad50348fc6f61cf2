-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.a_parents,public.children,public.z_parents}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.a_parents,table public.children,table public.z_parents}',
    steps => '{e1,e2,e3}');

-- takes back e3: Writes table children anew and into the log, so that it survives a crash of the server.
-- Writes the table anew while readers and writers wait; after a crash of the server it would be empty.
CALL pg_temp.take_back('e3', '{public.children}', $ddl$
ALTER TABLE public.children SET UNLOGGED;
$ddl$);

-- takes back e2: Writes table z_parents anew and into the log, so that it survives a crash of the server.
-- Writes the table anew while readers and writers wait; after a crash of the server it would be empty.
CALL pg_temp.take_back('e2', '{public.z_parents}', $ddl$
ALTER TABLE public.z_parents SET UNLOGGED;
$ddl$);

-- takes back e1: Writes table a_parents anew and into the log, so that it survives a crash of the server.
-- Writes the table anew while readers and writers wait; after a crash of the server it would be empty.
CALL pg_temp.take_back('e1', '{public.a_parents}', $ddl$
ALTER TABLE public.a_parents SET UNLOGGED;
$ddl$);

CALL pg_temp.end_file(last => true);
