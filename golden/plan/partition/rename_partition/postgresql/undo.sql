-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events_2026,public.events_y2026}',
    has => '{table public.events_y2026}',
    lacks => '{table public.events_2026}');

-- takes back e1: The declaration renames partition events.events_2026 to events.events_y2026.
CALL pg_temp.take_back('e1', '{public.events_2026}', $ddl$
ALTER TABLE public.events_y2026 RENAME TO events_2026;
$ddl$);
