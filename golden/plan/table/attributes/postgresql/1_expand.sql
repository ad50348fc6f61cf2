-- 20260101000000_golden · 1 of 3: expand
-- Adds what the new application needs; the old one works on as before. Nothing is removed or tightened.
-- Deploy the new application after this file.
-- This migration has nothing to do in migrate and contract.
--
--   logs   ~ table: options, whether it is logged, written anew
--   users  ~ table: options, comment
--
-- Strongest locks: logs access-exclusive, users share-update-exclusive.
-- Writes anew in full, while readers and writers wait: logs.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '1_expand.sql', '{public.logs,public.users}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.logs,table public.users}');

-- e1 · Writes table logs anew and into the log, so that it survives a crash of the server.
CALL pg_temp.under_lock('e1', '{public.logs}', $ddl$
ALTER TABLE public.logs SET LOGGED;
$ddl$);

-- e2 · New storage parameters for table users.
CALL pg_temp.under_lock('e2', '{public.users}', $ddl$
ALTER TABLE public.users SET (autovacuum_vacuum_scale_factor = '0.05', fillfactor = 70);
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

-- e3 · A new comment for table users.
CALL pg_temp.under_lock('e3', '{public.users}', $ddl$
COMMENT ON TABLE public.users IS 'People who can sign in: it''s them';
$ddl$, mode => 'SHARE UPDATE EXCLUSIVE');

CALL pg_temp.end_file(last => true);
