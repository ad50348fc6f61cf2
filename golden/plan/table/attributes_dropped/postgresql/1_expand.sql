-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   logs   ~ table: options, whether it is logged, written anew
--   users  ~ table: options, comment
--          ~ column id: comment
--
-- Strongest locks: logs access-exclusive, users share-update-exclusive.
-- Writes anew in full, while readers and writers wait: logs.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.logs,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{column public.users.id,table public.logs,table public.users}');

-- e1 · Writes table logs anew and outside the log: after a crash of the server it is empty.
CALL pg_temp.under_lock('e1', '{public.logs}', $ddl$
ALTER TABLE public.logs SET UNLOGGED;
$ddl$);

-- e2 · New storage parameters for table users.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users SET (toast.autovacuum_enabled = 'true');
ALTER TABLE public.users RESET (fillfactor);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- e3 · Takes the comment off table users.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
COMMENT ON TABLE public.users IS NULL;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- e4 · Takes the comment off column users.id.
CALL pg_temp.under_lock('e4', '{public.users}', $ddl$
COMMENT ON COLUMN public.users.id IS NULL;
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
