-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.logs,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.id,table public.logs,table public.users}',
    steps => '{e1,e2,e3,e4}');

-- takes back e4: Takes the comment off column users.id.
CALL pg_temp.take_back('e4', '{public.users}', $ddl$
COMMENT ON COLUMN public.users.id IS 'Its number';
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- takes back e3: Takes the comment off table users.
CALL pg_temp.take_back('e3', '{public.users}', $ddl$
COMMENT ON TABLE public.users IS 'People';
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- takes back e2: New storage parameters for table users.
CALL pg_temp.take_back('e2', '{public.users}', $ddl$
ALTER TABLE public.users SET (fillfactor = 90, toast.autovacuum_enabled = 'false');
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- takes back e1: Writes table logs anew and outside the log: after a crash of the server it is empty.
-- Writes the table anew while readers and writers wait.
CALL pg_temp.take_back('e1', '{public.logs}', $ddl$
ALTER TABLE public.logs SET LOGGED;
$ddl$);

CALL pg_temp.end_file(last => true);
