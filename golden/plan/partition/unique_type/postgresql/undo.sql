-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c5,c6}');

-- takes back c3: No write of any kind can part both forms of _sg_20260101000000_new_id and _sg_20260101000000_new_mood from here on.
CALL pg_temp.take_back('c3', '{public.events,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_events;
$ddl$);

-- takes back m10: Index events._sg_20260101000000_new_events_mood on partition events_1, built without blocking writers.
SELECT pg_temp.was_begun('m10') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_1__sg_20260101000000_new_events_mood;
SET lock_timeout = '200ms';
\endif

-- takes back m9: Index events._sg_20260101000000_new_events_mood on partition events_0, built without blocking writers.
SELECT pg_temp.was_begun('m9') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_0__sg_20260101000000_new_events_mood;
SET lock_timeout = '200ms';
\endif

-- takes back m8: Index events._sg_20260101000000_new_events_id on partition events_1, built without blocking writers.
SELECT pg_temp.was_begun('m8') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_1__sg_20260101000000_new_events_id;
SET lock_timeout = '200ms';
\endif

-- takes back m7: Index events._sg_20260101000000_new_events_id on partition events_0, built without blocking writers.
SELECT pg_temp.was_begun('m7') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_0__sg_20260101000000_new_events_id;
SET lock_timeout = '200ms';
\endif

-- takes back m6: NOT NULL of events._sg_20260101000000_new_id, for free: the check above has proved it.
CALL pg_temp.take_back('m6', '{public.events,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.events ALTER COLUMN _sg_20260101000000_new_id DROP NOT NULL;
$ddl$);

-- takes back m4: New rows must have a value of events._sg_20260101000000_new_id from here on.
CALL pg_temp.take_back('m4', '{public.events,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$);

-- takes back e5: A trigger on table events writes every value in its new type to _sg_20260101000000_new_id, _sg_20260101000000_new_mood as well.
CALL pg_temp.take_back('e5', '{public.events,public.events_0,public.events_1}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
$ddl$);

-- takes back e4: A column of type _sg_20260101000000_new_mood beside column events.mood: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e4', '{public.events,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.events DROP COLUMN IF EXISTS _sg_20260101000000_new_mood;
$ddl$);

-- takes back e3: A column of type bigint beside column events.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e3', '{public.events,public.events_0,public.events_1}', $ddl$
ALTER TABLE public.events DROP COLUMN IF EXISTS _sg_20260101000000_new_id;
$ddl$);

-- takes back e2: New enum _sg_20260101000000_new_mood.
CALL pg_temp.take_back('e2', '{}', $ddl$
DROP TYPE IF EXISTS public._sg_20260101000000_new_mood;
$ddl$);

CALL pg_temp.end_file(last => true);
