-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5}');

-- takes back c2: New rows of partition events_rest must obey foreign key events.events_user_id_fkey.
CALL pg_temp.take_back('c2', '{public.events_rest,public.users}', $ddl$
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_events_user_id_fkey;
$ddl$);

-- takes back c1: New rows of partition events_2026 must obey foreign key events.events_user_id_fkey.
CALL pg_temp.take_back('c1', '{public.events_2026,public.users}', $ddl$
ALTER TABLE public.events_2026 DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_events_user_id_fkey;
$ddl$);

CALL pg_temp.end_file(last => true);
