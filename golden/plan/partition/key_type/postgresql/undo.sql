-- 20260101000000_golden · undo of expand and migrate, and of contract as long as it has only tightened
-- Run it when no new application is left, and before contract has removed anything.
-- After a stop: run the file again.
\set ON_ERROR_STOP on
\ir ../schemagen_1.sql
CALL pg_temp.begin_file('20260101000000_golden', 'undo.sql', '{public.events,public.events_2027,public.events_old}',
    marker => 'public._sg_20260101000000()',
    "unless" => '{c3,c6,c7}');

-- takes back c4: No write of any kind can part both forms of _sg_20260101000000_new_id from here on.
CALL pg_temp.take_back('c4', '{public.events,public.events_2026,public.events_rest,public.events_2027}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_equal_events;
$ddl$);

-- takes back m20: Index events._sg_20260101000000_new_events_pkey on partition events_rest, built without blocking writers.
SELECT pg_temp.was_begun('m20') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_rest__sg_20260101000000_new_events_pkey;
SET lock_timeout = '200ms';
\endif

-- takes back m19: Index events._sg_20260101000000_new_events_pkey on partition events_old, built without blocking writers.
SELECT pg_temp.was_begun('m19') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_old__sg_20260101000000_new_events_pkey;
SET lock_timeout = '200ms';
\endif

-- takes back m18: Index events._sg_20260101000000_new_events_pkey on partition events_2027, built without blocking writers.
SELECT pg_temp.was_begun('m18') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_2027__sg_20260101000000_new_events_pkey;
SET lock_timeout = '200ms';
\endif

-- takes back m17: Index events._sg_20260101000000_new_events_pkey on partition events_2026, built without blocking writers.
SELECT pg_temp.was_begun('m17') AS goes_on \gset
\if :goes_on
SET lock_timeout = 0;
DROP INDEX CONCURRENTLY IF EXISTS public.events_2026__sg_20260101000000_new_events_pkey;
SET lock_timeout = '200ms';
\endif

-- takes back m16: NOT NULL of events._sg_20260101000000_new_id, for free: the check above has proved it.
CALL pg_temp.take_back('m16', '{public.events,public.events_2026,public.events_old,public.events_rest}', $ddl$
ALTER TABLE public.events ALTER COLUMN _sg_20260101000000_new_id DROP NOT NULL;
$ddl$);

-- takes back m14: New rows must have a value of events._sg_20260101000000_new_id from here on.
CALL pg_temp.take_back('m14', '{public.events,public.events_2026,public.events_old,public.events_rest}', $ddl$
ALTER TABLE public.events DROP CONSTRAINT IF EXISTS _sg_20260101000000_nn__sg_20260101000000_new_id;
$ddl$);

-- takes back m2: Index events._sg_20260101000000_new_events_kind on the table without its partitions: nothing is read, and it serves when every partition has its part.
-- Readers and writers of all partitions wait while the index is dropped.
CALL pg_temp.take_back('m2', '{public.events}', $ddl$
DROP INDEX IF EXISTS public._sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_2026__sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_old__sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_rest__sg_20260101000000_new_events_kind;
DROP INDEX IF EXISTS public.events_2027__sg_20260101000000_new_events_kind;
$ddl$);

-- takes back e7: New partition events.events_2027, made beside its table and attached.
-- Rows that have come into the partition go with it.
CALL pg_temp.take_back('e7', '{public.events_rest}', $ddl$
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('public.events_2027')) THEN
        ALTER TABLE public.events DETACH PARTITION public.events_2027;
    END IF;
END
$$;
DROP TABLE IF EXISTS public.events_2027;
$ddl$);

-- takes back e5: The default partition takes no more rows of the new partition events.events_2027: until that is attached, new rows of it are refused.
CALL pg_temp.take_back('e5', '{public.events_rest}', $ddl$
ALTER TABLE public.events_rest DROP CONSTRAINT IF EXISTS _sg_20260101000000_not_events_2027;
$ddl$);

-- takes back e4: A trigger on table events writes every value in its new type to _sg_20260101000000_new_id as well.
CALL pg_temp.take_back('e4', '{public.events,public.events_2026,public.events_old,public.events_rest}', $ddl$
DROP TRIGGER IF EXISTS zz_sg_20260101000000_events ON public.events;
DROP FUNCTION IF EXISTS public._sg_20260101000000_events();
$ddl$);

-- takes back e3: A column of type bigint beside column events.id: it takes its place in contract; until then the name takes values of the old type.
CALL pg_temp.take_back('e3', '{public.events,public.events_2026,public.events_old,public.events_rest}', $ddl$
ALTER TABLE public.events DROP COLUMN IF EXISTS _sg_20260101000000_new_id;
$ddl$);

CALL pg_temp.end_file(last => true);
