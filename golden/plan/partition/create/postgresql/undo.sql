-- 20260101000000_golden · undo of expand and migrate
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
-- Lost, with all that has been written to it: table events, table parts, table regions.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events,public.events_2026,public.events_2027,public.events_rest,public.parts,public.parts_0,public.parts_1,public.regions,public.regions_eu,public.regions_none,public.regions_rest}',
    marker => 'public._sg_20260101000000()',
    has => '{table public.events,table public.parts,table public.regions}',
    steps => '{e1,e2,e3,e4,e5}');

-- takes back e5: New index events.events_user.
CALL pg_temp.take_back('e5', '{}', $ddl$
DROP INDEX IF EXISTS public.events_user;
$ddl$);

-- takes back e4: New foreign key events.events_user_id_fkey.
CALL pg_temp.take_back('e4', '{public.users}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS events_user_id_fkey;
$ddl$);

-- takes back e3: New table regions.
CALL pg_temp.take_back('e3', '{}', $ddl$
DROP TABLE IF EXISTS public.regions;
$ddl$);

-- takes back e2: New table parts.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP TABLE IF EXISTS public.parts;
$ddl$);

-- takes back e1: New table events.
CALL pg_temp.take_back('e1', '{}', $ddl$
DROP TABLE IF EXISTS public.events;
$ddl$);

CALL pg_temp.end_file(last => true);
