-- 20260101000000_golden · 3 of 3: contract
-- Run it when no old application is left: what only that one used goes, and rules are tightened.
-- Until contract the new application has to obey rules that it no longer states: step c1.
-- This migration has nothing to do in migrate.
--
--   notes  ~ foreign key notes_pair: trigger of its action dropped
--
-- Strongest locks: other.pairs access-exclusive.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', '3_contract.sql', '{public.notes}',
    marker => 'public._sg_20260101000000()', after => '1_expand.sql');

-- c1 · The old application is gone, and with it the need for what foreign key notes.notes_pair did.
CALL pg_temp.under_lock('c1', '{other.pairs}', $ddl$
DROP TRIGGER IF EXISTS "_sg_20260101000000_action_public.notes.notes_pair" ON other.pairs;
DROP FUNCTION IF EXISTS public."_sg_20260101000000_action_public.notes.notes_pair"();
$ddl$);

CALL pg_temp.end_file(last => true);
