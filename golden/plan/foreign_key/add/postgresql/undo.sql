-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()');

-- takes back c2: New rows must obey foreign key notes.notes_user_id_fkey.
CALL pg_temp.take_back('c2', '{public.notes,public.users}', $ddl$
ALTER TABLE public.notes DROP CONSTRAINT IF EXISTS notes_user_id_fkey;
$ddl$);

-- takes back e1: Index notes.notes_user_id_idx, built without blocking writers.
SELECT pg_temp.was_begun('e1') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.notes_user_id_idx;
SET lock_timeout = '200ms';
\endif

CALL pg_temp.end_file(last => true);
