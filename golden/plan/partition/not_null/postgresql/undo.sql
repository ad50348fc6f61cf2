-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()');

-- takes back c4: NOT NULL of events.kind, for free: the check above has proved it.
CALL pg_temp.take_back('c4', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events ALTER COLUMN kind DROP NOT NULL;
$ddl$);

-- takes back c2: New rows must have a value of events.kind from here on.
CALL pg_temp.take_back('c2', '{public.events,public.events_2026,public.events_2027,public.events_rest}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn_kind;
$ddl$);

CALL pg_temp.end_file(last => true);
