-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.logs,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.logs,table public.users}',
    steps => '{e1,e2,e3}');

-- takes back e3: A new comment for table users.
CALL pg_temp.take_back('e3', '{public.users}', $ddl$
COMMENT ON TABLE public.users IS 'Old';
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- takes back e2: New storage parameters for table users.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users SET (fillfactor = 90);
ALTER TABLE public.users RESET (autovacuum_vacuum_scale_factor);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- takes back e1: Writes table logs anew and into the log, so that it survives a crash of the server.
-- Writes the table anew while readers and writers wait; after a crash of the server it would be empty.
CALL pg_temp.take_back('e1', '{public.logs}', $ddl$
ALTER TABLE public.logs SET UNLOGGED;
$ddl$);

CALL pg_temp.end_file(last => true);
