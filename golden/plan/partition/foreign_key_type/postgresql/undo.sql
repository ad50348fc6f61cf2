-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5,c6}');

-- takes back c3: No write of any kind can part both forms of _sg_20260101000000_new_user_id from here on.
CALL pg_temp.take_back('c3', '{public.events,public.events_2026,public.events_rest}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_events;
$ddl$);

-- takes back m8: The table takes over foreign key events._sg_20260101000000_new_events_user_id_fkey of its partitions; no row is read.
CALL pg_temp.take_back('m8', '{public.events,public.events_2026,public.events_rest,public.users}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_events_user_id_fkey;
$ddl$);

-- takes back m5: New rows of partition events_rest must obey foreign key events._sg_20260101000000_new_events_user_id_fkey.
CALL pg_temp.take_back('m5', '{public.events_rest,public.users}', $ddl$
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_events_user_id_fkey;
$ddl$);

-- takes back m4: New rows of partition events_2026 must obey foreign key events._sg_20260101000000_new_events_user_id_fkey.
CALL pg_temp.take_back('m4', '{public.events_2026,public.users}', $ddl$
ALTER TABLE public.events_2026 DROP CONSTRAINT IF EXISTS _sg_20260101000000_new_events_user_id_fkey;
$ddl$);

-- takes back e3: A trigger on table events writes every value in its new type to _sg_20260101000000_new_user_id as well.
CALL pg_temp.take_back('e3', '{public.events,public.events_2026,public.events_rest}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
$ddl$);

-- takes back e2: A column of type bigint beside column events.user_id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e2', '{public.events,public.events_2026,public.events_rest}', $ddl$
ALTER TABLE public.events DROP COLUMN IF EXISTS _sg_20260101000000_new_user_id;
$ddl$);

CALL pg_temp.end_file(last => true);
